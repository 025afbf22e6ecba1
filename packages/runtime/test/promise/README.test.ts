/** Runs the program without Effect of this package's README unchanged, and compares what it prints. */
import { build } from "esbuild"
import { readFileSync } from "node:fs"
import { assert, it, vi } from "vitest"
import * as FakeHoncho from "./FakeHoncho.js"

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")

it("the program of the README prints what the README shows", async () => {
  const [, section = ""] = readme.split("## Without Effect\n")
  const [, program = ""] = /```ts\n(.*?)```/s.exec(section) ?? []
  const [, output = ""] = /```text\n(.*?)```/s.exec(section) ?? []
  assert.isAtMost(program.trim().split("\n").length, 15)
  const server = await FakeHoncho.serve(3)
  const { outputFiles } = await build({
    stdin: { contents: program.replace("http://127.0.0.1:8000", server.url), resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["@org/source"],
    write: false
  })
  const printed: Array<string> = []
  const log = vi.spyOn(console, "log").mockImplementation((text) => void printed.push(String(text)))
  await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? "").toString("base64")}`)
  log.mockRestore()
  await server.close()
  assert.strictEqual(`${printed.join("\n")}\n`, output)
}, 120_000)

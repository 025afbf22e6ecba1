/** The memory of a long run compared with a short one. Fails if unused objects stay until V8 collects the whole heap (decision 0022). */
import { assert, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { program } from "../support.js"

/** Written by the process itself when it ends: its peak memory in kilobytes. */
const hook = `data:text/javascript,${encodeURIComponent(
  'import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(process.env.PEAK,String(process.resourceUsage().maxRSS)))'
)}`

/** The test, for a format. */
export const converts = (to: string) =>
  it(`converts fifty times as many messages to ${to} in at most 1.3 times the memory`, () => {
    const folder = mkdtempSync(join(tmpdir(), "messages-"))
    const peak = (count: number): number => {
      const text = "The order was delivered on Monday. ".repeat(30)
      const line = (index: number) =>
        `${JSON.stringify({ version: 1, id: `m${index}`, role: "user", parts: [{ type: "text", text: `${index}: ${text}` }] })}\n`
      writeFileSync(join(folder, "lines"), Array.from({ length: count }, (_, index) => line(index)).join(""))
      const { status, stderr } = spawnSync(
        process.execPath,
        ["--import", hook, program, "convert", join(folder, "lines"), "--to", to],
        { encoding: "utf8", env: { PEAK: join(folder, "peak") }, stdio: ["ignore", "ignore", "pipe"] }
      )
      assert.strictEqual(status, 0, stderr)
      return Number(readFileSync(join(folder, "peak"), "utf8"))
    }
    const [few, many] = [peak(1_000), peak(50_000)]
    rmSync(folder, { recursive: true })
    assert.isAtMost(many / few, 1.3)
  })

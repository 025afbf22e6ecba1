import { Message } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Live from "../test/live.js"
import { finish, program, type RunningSandbox, run, sandbox, start } from "./support.js"

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGO4WaUNAAOuAX+JDSryAAAAAElFTkSuQmCC",
  "base64"
)

let running: RunningSandbox
let folder: string

beforeAll(async () => {
  running = await sandbox()
  folder = mkdtempSync(join(tmpdir(), "messages-"))
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  const { code } = await running.stop()
  assert.strictEqual(code, 130)
})

const messages = (...args: ReadonlyArray<string>) => run(args, { env: running.environment })

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

/** Sends a request to the simulated provider, without the program. */
const ask = async (path: string, key: string | undefined) => {
  const response = await fetch(`${running.url}/${path}`, { headers: { authorization: `Bearer ${key}` } })
  return Buffer.from(await response.arrayBuffer())
}

describe("get", () => {
  for (const { ref, shows } of Sandbox.seeds)
    it(`reads ${ref} (${shows}) in every format, within its contract`, async () => {
      const json = await messages("get", ref, "--strict")
      assert.deepInclude(json, { code: 0, stderr: "" })
      const message: unknown = JSON.parse(json.stdout)
      assert.isTrue(Message.isMessage(message))
      assert.strictEqual(json.stdout, `${JSON.stringify(message, null, 2)}\n`)
      // In this process, which is faster.
      const pretty = await Live.run(["get", ref, "--format", "pretty"], running.environment)
      assert.strictEqual(pretty.code, 0)
      assert.include(pretty.stdout.split("\n")[0], ref)
      const raw = await Live.run(["get", ref, "--format", "raw", "--strict"], running.environment)
      assert.deepInclude(raw, { code: 0, stderr: "" })
      assert.isObject(JSON.parse(raw.stdout))
    })

  it("gives the provider's body byte for byte", async () => {
    const { environment } = running
    for (const [ref, path, key] of [
      [
        "factory:invoice-bug/question",
        "factory/api/v0/sessions/invoice-bug/messages/question",
        environment.FACTORY_API_KEY
      ],
      ["mielto:msg_refund_answer", "mielto/api/v1/messages/msg_refund_answer", environment.MIELTO_API_KEY]
    ] as const) {
      const expected = await ask(path, key)
      assert.isAbove(expected.length, 100)
      assert.isTrue((await messages("get", ref, "--format", "raw")).bytes.equals(expected))
    }
  })
})

describe("post", () => {
  const post = async (...args: ReadonlyArray<string>): Promise<string> => {
    const { code, stderr, stdout } = await messages("post", Sandbox.conversation, ...args)
    assert.deepInclude({ code, stderr }, { code: 0, stderr: "" })
    const { ref } = JSON.parse(stdout) as { ref: string }
    return ref
  }

  const parts = async (ref: string) => {
    const { stdout } = await messages("get", ref)
    return (JSON.parse(stdout) as Message.Message).parts
  }

  it("posts a text that can be read back, and the agent replies", async () => {
    const { code, stdout } = await messages("post", Sandbox.conversation, "--text", "- first\n- second ☕", "--wait")
    assert.strictEqual(code, 0)
    const { ref } = JSON.parse(stdout) as { ref: string }
    assert.deepStrictEqual(await parts(ref), [{ type: "text", text: "- first\n- second ☕" }])
    const reply = await messages("get", `${ref}-reply`)
    assert.strictEqual((JSON.parse(reply.stdout) as Message.Message).parentId, ref.split("/")[1])
  })

  it("posts standard input as it is", async () => {
    const input = "--json\nzwei\r\n"
    const { code, stdout } = await run(["post", Sandbox.conversation, "--text", "-"], {
      env: running.environment,
      input
    })
    assert.strictEqual(code, 0)
    const { ref } = JSON.parse(stdout) as { ref: string }
    assert.deepStrictEqual(await parts(ref), [{ type: "text", text: input }])
  })

  it("posts images, PDF and text files", async () => {
    const ref = await post(
      ...["--text", "See these", "--image", file("a.png", png), "--image", file("b.png", png)],
      ...["--file", file("c.pdf", "%PDF-1.4\n"), "--file", file("d.md", "# Grüße\n")]
    )
    const [text, first, second, pdf, markdown] = await parts(ref)
    assert.deepStrictEqual(text, { type: "text", text: "See these" })
    for (const image of [first, second])
      assert.deepInclude(image, { type: "file", mediaType: "image/png", data: png.toString("base64") })
    assert.deepInclude(pdf, { type: "file", mediaType: "application/pdf", filename: "c.pdf" })
    assert.deepInclude(markdown, { type: "file", text: "# Grüße\n", filename: "d.md" })
  })

  it("posts a text that looks like an option", async () => {
    for (const text of ["--help", "--text=\nfoo"])
      assert.deepStrictEqual(await parts(await post("--text", text)), [{ type: "text", text }])
  })
})

describe("providers", () => {
  it("shows their URLs, and no key", async () => {
    const { code, stdout } = await messages("providers", "--format", "pretty")
    assert.strictEqual(code, 0)
    assert.match(
      stdout,
      /^Factory\n {2}configured yes\n {2}url http:\/\/127\.0\.0\.1:\d+\/factory\n {2}operations get, list, conversations, post$/m
    )
    for (const [name, value] of Object.entries(running.environment))
      if (/KEY|TOKEN/.test(name)) assert.notInclude(stdout, value)
  })
})

describe("--sandbox", () => {
  it("needs no configuration, and does not read a broken one", async () => {
    const env = { FACTORY_API_URL: "ftp://x", HONCHO_API_KEY: "a\nb" }
    const { code, stdout } = await run(["--sandbox", "get", "factory:invoice-bug/question"], { env })
    assert.strictEqual(code, 0)
    assert.strictEqual((JSON.parse(stdout) as Message.Message).ref, "factory:invoice-bug/question")
    assert.strictEqual((await run(["get", "--sandbox", "honcho:bakery/morning-orders/nope"])).code, 4)
  })

  it("posts, and says that its state ends with the command", async () => {
    const { code, stderr, stdout } = await run(["--sandbox", "post", Sandbox.conversation, "--text", "x"], {
      terminal: true
    })
    assert.strictEqual(code, 0)
    assert.match(stdout, /^.*posted.*factory:/)
    assert.match(stderr, /ended with this command/)
  })
})

describe("sandbox", () => {
  it("prints the lines that make a shell use it, and hints on standard error", async () => {
    const child = start(["sandbox"])
    const finished = finish(child)
    try {
      let lines = ""
      child.stdout?.on("data", (chunk: Buffer) => (lines += chunk.toString()))
      let hints = ""
      // The hints come last.
      for await (const chunk of child.stderr ?? []) {
        hints += String(chunk)
        if (hints.endsWith('--text "Hello"\n')) break
      }
      const get = `${process.execPath} ${program} get factory:invoice-bug/question --format raw`
      assert.include(execFileSync("sh", ["-c", `${lines} ${get}`], { encoding: "utf8" }), '"question"')
      for (const { ref } of Sandbox.seeds) assert.include(hints, `messages get ${ref}\n`)
      assert.include(hints, `messages post ${Sandbox.conversation} --text`)
      assert.notInclude(lines, "#")
      for (const line of lines.trim().split("\n")) assert.match(line, /^export [A-Z_]+=[\w.:/-]+$/)
      assert.match(lines, /^export HONCHO_URL=http:\/\/127\.0\.0\.1:\d+$/m)
    } finally {
      child.kill("SIGTERM")
    }
    assert.strictEqual((await finished).code, 143)
  })

  it("reports that its port is taken", async () => {
    const { code, stderr, stdout } = await run(["sandbox", "--port", new URL(running.url).port])
    assert.deepInclude({ code, stdout }, { code: 1, stdout: "" })
    assert.match(stderr, /cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)\n.*--port/)
  })
})

/** Runs the commands of exports against a messages-server that keeps its exports in a folder. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Sandbox } from "@org/messages-sandbox"
import type { ChildProcess } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { end, root, run, start, temporary } from "./Workspace.js"

const token = "token-of-this-test"

const folder = temporary()

let server: ChildProcess
let url: string

beforeAll(async () => {
  server = start("node", ["apps/server/bin/messages-server.js", "--sandbox"], root, {
    MESSAGES_PORT: "0",
    MESSAGES_TOKENS: token,
    MESSAGES_EXPORTS: join(folder.path, "exports")
  })
  url = await new Promise((resolve, reject) => {
    let all = ""
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      const [, found] = /"url":"([^"]+)"/.exec((all += text)) ?? []
      if (found !== undefined) resolve(found)
    })
    server.once("close", () => reject(new Error(`it does not listen\n${all}`)))
  })
})

afterAll(async () => {
  await end(server)
  folder.remove()
})

const messages = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
  run("node", [join(root, "apps/cli/bin/messages.js"), ...args], folder.path, {
    MESSAGES_URL: url,
    MESSAGES_TOKEN: token,
    ...environment
  })

const diaries = [Sandbox.diary("factory", 120), Sandbox.diary("mielto", 120)]

describe("messages exports", () => {
  it("starts an export, watches it to its end, lists it and writes its content to a file", async () => {
    const started = await messages(["exports", "start", ...diaries, "--key", "nightly"])
    assert.strictEqual(started.code, 0, started.stderr)
    const { id } = JSON.parse(started.stdout) as { id: string }
    assert.include(started.stderr, `messages exports watch ${id}`)
    assert.strictEqual(
      (JSON.parse((await messages(["exports", "start", ...diaries, "--key", "nightly"])).stdout) as { id: string }).id,
      id
    )

    const watched = await messages(["exports", "watch", id, "--format", "pretty"])
    assert.deepStrictEqual(
      [watched.code, watched.stdout],
      [0, `${id}  complete, 2 of 2 conversations, 240 messages\n`],
      watched.stderr
    )
    assert.include((await messages(["exports", "list", "--format", "pretty"])).stdout, watched.stdout)
    assert.include((await messages(["exports", "get", id, "--format", "pretty"])).stdout, `  ${diaries[0]}  complete`)

    const written = await messages(["exports", "content", id, "--to", "diaries.ndjson"])
    assert.deepStrictEqual([written.code, written.stderr], [0, "diaries.ndjson  240 lines\n"])
    const lines = readFileSync(join(folder.path, "diaries.ndjson"), "utf8")
    assert.strictEqual((await messages(["exports", "content", id])).stdout, lines)
    assert.strictEqual(
      (await messages(["exports", "content", id, "--from", "239"])).stdout,
      `${lines.trimEnd().split("\n").at(-1)}\n`
    )
    const again = await messages(["exports", "content", id, "--to", "diaries.ndjson"])
    assert.strictEqual(again.code, 2)
    assert.include(again.stderr, "diaries.ndjson already exists")
  })

  it("exits with the reason of an export that fails", async () => {
    const { code, stderr, stdout } = await messages(["exports", "start", "factory:none", "--watch", "--json"])
    const ended = JSON.parse(stdout) as { state: string; progress: ReadonlyArray<{ state: string }> }
    assert.include(["failed", "complete"], ended.state)
    assert.strictEqual(ended.progress[0]?.state, "failed")
    assert.notStrictEqual(code, 0)
    assert.property(JSON.parse(stderr.slice(stderr.indexOf("{"))), "title")
  })

  it("says what is wrong, and what to do", async () => {
    for (const [args, code, says] of [
      [["exports", "get", "none"], 4, /There is no export "none"\n {2}→ .*messages exports list/],
      [["exports", "sart"], 2, /There is no command "exports sart"\n {2}→ Did you mean "exports start"\?/],
      [["exports", "watch"], 2, /<id> is missing/],
      [["exports", "start"], 2, /<conversation> is missing/],
      [["exports", "start", "factory:"], 2, /factory:/],
      [["exports", "start", "factory:s", "--all", "honcho:w"], 2, /cannot be combined/],
      [["exports", "list", "--limit", "0"], 2, /--limit/],
      [["--sandbox", "exports", "list"], 2, /--sandbox simulates the providers in this process/]
    ] as const) {
      const result = await messages([...args])
      assert.match(result.stderr, says)
      assert.deepStrictEqual([result.code, result.stdout], [code, ""], args.join(" "))
    }
    const noServer = await messages(["exports", "list"], { MESSAGES_URL: "" })
    assert.strictEqual(noServer.code, 3)
    assert.match(noServer.stderr, /MESSAGES_URL is not set\n {2}→ export MESSAGES_URL=/)
    const noToken = await messages(["exports", "list"], { MESSAGES_TOKEN: "another-token" })
    assert.strictEqual(noToken.code, 3)
    const noAnswer = await messages(["exports", "list"], { MESSAGES_URL: "http://127.0.0.1:9" })
    assert.strictEqual(noAnswer.code, 7)
  })
})

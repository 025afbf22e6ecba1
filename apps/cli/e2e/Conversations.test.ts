/** Runs the commands for whole conversations as processes, against simulated providers over HTTP. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Message } from "@org/messages-core"
import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { program as described } from "../src/commands/MessagesProgram.js"
import { program, run } from "./support.js"

const messages = (...args: ReadonlyArray<string>) => run(["--sandbox", ...args])

/** Runs commands as in a shell, in a new folder that holds what another one holds. Gives the folder. */
const shell = (commands: string, from?: string): string => {
  const folder = mkdtempSync(join(root, "example-"))
  if (from !== undefined) cpSync(from, folder, { recursive: true })
  const { status, stderr } = spawnSync(
    "bash",
    ["--norc", "-o", "pipefail", "-c", `messages() { "$NODE" "$PROGRAM" "$@"; }; ${commands}`],
    {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "", NODE: process.execPath, PROGRAM: program, XDG_STATE_HOME: folder },
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8"
    }
  )
  assert.strictEqual(status, 0, stderr)
  return folder
}

/** The folders of the syncs with which several examples begin: each runs once. */
const synced = new Map<string, string>()

let root: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "examples-"))
})

afterAll(() => {
  rmSync(root, { recursive: true })
})

describe("the examples of the help", () => {
  for (const line of described.commands.flatMap(({ examples }) => examples))
    if (line.startsWith("messages --sandbox ") && !line.includes("<"))
      it(`work: ${line}`, () => {
        const [, sync, rest] = /^(messages --sandbox archive sync .*?) && (.*)$/.exec(line) ?? []
        if (sync === undefined || rest === undefined) return void shell(line)
        const folder = synced.get(sync) ?? shell(sync)
        synced.set(sync, folder)
        shell(rest, folder)
      })
})

describe("read", () => {
  for (const ref of ["factory:diary-120", "mielto:conversation/conv_diary_120", "honcho:bakery/diary-120"])
    it(`reads all of ${ref}, each message once and equal to the one that get gives`, async () => {
      const { code, stderr, stdout } = await messages("read", ref)
      assert.deepStrictEqual([code, stderr], [0, ""])
      const lines = stdout.trimEnd().split("\n")
      assert.strictEqual(new Set(lines).size, 120)
      const read: ReadonlyArray<unknown> = lines.map((line) => JSON.parse(line))
      for (const message of read) assert.isTrue(Message.isMessage(message))
      const some = lines.slice(0, 3).map((line) => String(JSON.parse(line).ref))
      const got = await messages("get", ...some)
      assert.deepStrictEqual(
        got.stdout
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line).message),
        read.slice(0, 3)
      )
    })

  it("stops quietly when the reader of the pipe has gone", () => {
    const command = `"$NODE" "$PROGRAM" --sandbox read factory:diary-2500 | head -n 1`
    const text = execFileSync("bash", ["--norc", "-o", "pipefail", "-c", command], {
      env: { PATH: process.env.PATH ?? "", NODE: process.execPath, PROGRAM: program },
      encoding: "utf8"
    })
    assert.strictEqual(text.split("\n").length, 2)
  })
})

describe("list", () => {
  it("continues with the cursor of a page, in another process, and refuses another limit", async () => {
    const list = async (...args: ReadonlyArray<string>) =>
      JSON.parse((await messages("list", "honcho:bakery/diary-3", ...args)).stdout)
    const first = await list("--limit", "2")
    const rest = await list("--cursor", first.next)
    assert.deepStrictEqual([first.items.length, rest.items.length, rest.next], [2, 1, undefined])
    const refused = await messages("list", "honcho:bakery/diary-3", "--limit", "3", "--cursor", first.next)
    assert.strictEqual(refused.code, 2)
    assert.include(refused.stderr, "it belongs to a list with pages of 2")
  })

  it("exits with 5 for an order that the provider does not promise", async () => {
    assert.strictEqual((await messages("list", "factory:invoice-bug", "--order", "oldest")).code, 5)
  })
})

describe("post", () => {
  it("adds a message at every provider, and refuses what a provider cannot hold", async () => {
    for (const args of [
      ["factory:invoice-bug"],
      ["mielto:conversation/conv_refund", "--role", "assistant", "--tag", "x"],
      ["honcho:bakery/morning-orders", "--as", "alice", "--metadata", '{"a":1}'],
      ["veryfront:0b0e5a1e-0000-4000-8000-000000000001"]
    ]) {
      const { code, stdout } = await messages("post", ...args, "--text", "Hello")
      assert.strictEqual(code, 0)
      assert.isString(JSON.parse(stdout).ref)
    }
    const refused = await messages("post", "factory:invoice-bug", "--as", "alice", "--text", "Hello")
    assert.strictEqual(refused.code, 2)
    assert.include(refused.stderr, "Leave out --as")
  })

  it("waits for the agent's reply", async () => {
    const { code, stdout } = await messages("post", "factory:invoice-bug", "Hello", "--wait")
    assert.strictEqual(code, 0)
    assert.deepStrictEqual(JSON.parse(stdout).reply.parts, [{ type: "text", text: "You wrote: Hello" }])
  })
})

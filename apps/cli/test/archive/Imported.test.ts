/** `messages archive import` of documents in every format, and what the archive makes of them afterwards. */
import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import * as FormatNames from "../../src/commandline/FormatNames.js"
import { message, run } from "../support.js"

let folder: string

const at = (name: string) => join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imported-"))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

const chat = JSON.stringify([
  { role: "user", content: "Is the oven hot?" },
  { role: "assistant", content: "It is." }
])

const lines = (...values: ReadonlyArray<object>) => values.map((value) => JSON.stringify(value)).join("\n")

/** Documents of the formats that cannot be written. */
const sessions: Readonly<Record<string, string>> = {
  "factory-session": lines(
    { type: "session_start", id: "5f1c", title: "The oven" },
    { type: "message", id: "m1", message: { role: "user", content: [{ type: "text", text: "Is the oven hot?" }] } }
  ),
  "claude-code": lines({
    type: "user",
    uuid: "u1",
    parentUuid: null,
    sessionId: "5f1c",
    timestamp: "2026-01-05T09:00:00.000Z",
    message: { role: "user", content: "Is the oven hot?" }
  }),
  codex: lines(
    { timestamp: "2026-01-05T09:00:00.000Z", type: "session_meta", payload: { id: "5f1c" } },
    {
      timestamp: "2026-01-05T09:00:01.000Z",
      type: "response_item",
      payload: { type: "message", role: "user", content: [{ type: "input_text", text: "Is the oven hot?" }] }
    }
  )
}

/** The type of the line that begins a session, which is not a message. */
const startOf: Readonly<Record<string, string>> = { "factory-session": "session_start", codex: "session_meta" }

/** A document of the format. */
const documentIn = (format: string) =>
  sessions[format] !== undefined
    ? Effect.succeed(sessions[format])
    : Effect.map(run(["convert", "--from", "chat", "--to", format], { stdin: chat }), ({ stdout }) => stdout)

describe("archive import", () => {
  const document = (...texts: ReadonlyArray<string>) =>
    JSON.stringify(texts.map((content) => ({ role: "user", content })))

  const write = (name: string, text: string) => {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), text)
    return at(name)
  }

  const load = (...files: ReadonlyArray<string>) =>
    run(["archive", "import", ...files, "--from", "anthropic", "--file", at("a.db")])

  const texts = Effect.suspend(() =>
    Effect.map(run(["archive", "export", "--file", at("a.db")]), ({ stdout }) =>
      Array.from(stdout.matchAll(/"text":"([^"]*)"/g), ([, text]) => text)
    )
  )

  it.effect("refuses two files of one name before anything is written", () =>
    Effect.gen(function* () {
      const [a, b] = [write("a/s.json", document("one", "two")), write("b/s.json", document("three"))]
      const refused = yield* load(write("other.json", document("zero")), a, b)
      assert.deepStrictEqual(
        [refused.exit, refused.stdout, refused.stderr.split("\n")[0]],
        [2, "", `error: "${a}" and "${b}" have the same name, and their messages name no conversation`]
      )
      assert.isFalse(existsSync(at("a.db")))
      assert.strictEqual((yield* load(a, join(folder, "b", "..", "a", "s.json"))).exit, 0)
    })
  )

  it.effect("takes files of one name whose messages name their conversations", () =>
    Effect.gen(function* () {
      const [a, b] = [write("a/s.ndjson", JSON.stringify(message())), write("b/s.ndjson", JSON.stringify(message()))]
      const { exit, stderr } = yield* run(["archive", "import", a, b, "--file", at("a.db")])
      assert.deepStrictEqual([exit, stderr], [0, ""])
    })
  )

  it.effect("names the content of a file that is not imported", () =>
    Effect.gen(function* () {
      const body = write("body.json", JSON.stringify({ model: "m", messages: [{ role: "user", content: "one" }] }))
      const said = yield* load(body)
      assert.strictEqual(
        said.stderr,
        `${body}: the document also has the key "model", which the archive does not keep\n`
      )
      assert.deepInclude(JSON.parse(said.stdout).files[0], { file: body, new: 1, others: { other: 1 } })
      const session = write("s.jsonl", sessions.codex ?? "")
      const lines = yield* run(["archive", "import", session, "--file", at("a.db")])
      assert.include(lines.stderr, "1 object is not a message (1 session_meta), which the archive does not keep")
    })
  )

  it.effect("adds what a grown file has more, and refuses another file of its name", () =>
    Effect.gen(function* () {
      yield* load(write("a/s.json", document("one")))
      assert.strictEqual((yield* load(write("a/s.json", document("one", "two")))).exit, 0)
      const other = yield* load(write("b/s.json", document("one", "three", "four")))
      assert.deepStrictEqual(
        [other.exit, other.stdout, other.stderr],
        [
          2,
          "",
          'error: The archive has another conversation of the name "s": message 2 differs\n  → Rename the file, and import it again: its conversation gets the new name\n'
        ]
      )
      assert.strictEqual((yield* load(write("b/t.json", document("one", "three", "four")))).exit, 0)
      assert.deepStrictEqual(yield* texts, ["one", "two", "one", "three", "four"])
    })
  )
})

describe("a conversation that an import named", () => {
  it.effect("is found and exported by the name that a search prints", () =>
    Effect.gen(function* () {
      for (const name of ["oven", "bread & butter"]) {
        writeFileSync(at(`${name}.json`), JSON.stringify([{ role: "user", content: `hello ${name}` }]))
        yield* run(["archive", "import", at(`${name}.json`), "--from", "anthropic", "--file", at("a.db")])
      }
      for (const [word, name] of [
        ["oven", "import:anthropic/oven"],
        ["butter", "import:anthropic/bread%20%26%20butter"]
      ] as const) {
        const found = yield* run(["archive", "search", word, "--file", at("a.db")])
        assert.deepInclude(JSON.parse(found.stdout), { conversation: name })
        for (const args of [["export"], ["search", "hello"], ["export", "--to", "chat"]]) {
          const { exit, stderr, stdout } = yield* run([
            "archive",
            ...args,
            "--conversation",
            name,
            "--file",
            at("a.db")
          ])
          assert.strictEqual(exit, 0, stderr)
          assert.include(stdout, word)
          assert.notInclude(stdout, `hello ${word === "oven" ? "bread" : "oven"}`)
        }
      }
      const unknown = yield* run(["archive", "export", "--conversation", "oven", "--file", at("a.db")])
      assert.strictEqual(unknown.exit, 2)
    })
  )
})

describe("archive verify", () => {
  for (const format of Object.keys(FormatNames.readable))
    it.effect(`finds nothing wrong after an import of ${format}, and the archive gives the same messages`, () =>
      Effect.gen(function* () {
        const document = yield* documentIn(format)
        writeFileSync(at("s"), document)
        const imported = yield* run(["archive", "import", at("s"), "--from", format, "--file", at("a.db")])
        const type = startOf[format]
        const leftOut = `${at("s")}: 1 object is not a message (1 ${type}), which the archive does not keep\n`
        assert.deepStrictEqual([imported.exit, imported.stderr], [0, type === undefined ? "" : leftOut])
        const verified = yield* run(["archive", "verify", "--file", at("a.db")])
        assert.deepStrictEqual([verified.exit, verified.stderr], [0, ""])
        const messages = yield* run(["convert", "--from", format, "--to", "ndjson"], { stdin: document })
        const exported = yield* run(["archive", "export", "--file", at("a.db")])
        assert.notStrictEqual(messages.stdout, "")
        assert.strictEqual(exported.stdout, messages.stdout)
      })
    )

  it.effect("finds nothing wrong with messages that were made by hand", () =>
    Effect.gen(function* () {
      writeFileSync(at("s"), '{"version":1,"role":"user","parts":[{"type":"text","text":"hello"}]}\n')
      assert.strictEqual((yield* run(["archive", "import", at("s"), "--file", at("a.db")])).exit, 0)
      const verified = yield* run(["archive", "verify", "--file", at("a.db")])
      assert.deepStrictEqual([verified.exit, verified.stderr], [0, ""])
    })
  )
})

/** Exports whose files are documents of a format. */
import { assert, describe, it } from "@effect/vitest"
import { Cursor, type Message, type Page } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { failure, message, page, ref, run } from "../support.js"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const one = (index: number) =>
  message({
    id: `m${index}`,
    ref: ref(`factory:s1/m${index}`),
    parts: [{ type: "text", text: `ada${index}@example.com` }]
  })

const next = Cursor.encode({ list: "messages", of: "factory:s1", limit: 2, native: "1", given: 2, tail: [] })

/** Two pages, of which the second fails unless it is given. */
const port = (second?: Page.Page<Message.Message>) => ({
  list: (_: unknown, { cursor }: { readonly cursor?: string | undefined } = {}) =>
    cursor === undefined
      ? Effect.succeed(page([one(0), one(1)], { next }))
      : second === undefined
        ? Effect.fail(failure({ operation: "list", reason: "Malformed" }))
        : Effect.succeed(second)
})
const whole = port(page([one(2)]))

describe("export --format", () => {
  it.scoped("writes one document, and says what it does not say", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "s1.json")
      const args = ["export", "factory:s1", "--to", path, "--format", "chat"]
      const said = yield* run(args, { port: whole })
      assert.deepEqual(
        [said.exit, JSON.parse(said.stdout)],
        [0, { conversation: "factory:s1", path, messages: 3, faults: 0 }]
      )
      assert.match(said.stderr, /^\d+ leaves dropped.*--report for all\n$/)
      assert.deepEqual(
        JSON.parse(readFileSync(path, "utf8")),
        [0, 1, 2].map((index) => ({ role: "assistant", content: `ada${index}@example.com` }))
      )
      const again = yield* run(args, { port: whole })
      assert.strictEqual(again.exit, 2)
      assert.include(again.stderr, "a file of this name exists")
    })
  )

  it.scoped("redacts, reports, keeps a sidecar and fails for losses", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const files = ["report", "residue", "s1"].map((name) => join(at, name))
      const [report = "", residue = "", path = ""] = files
      const said = yield* run(
        ["export", "factory:s1", "--to", path, "--format", "chat", "--redact", "--fail-on", "dropped"].concat([
          ...["--report", report, "--residue", residue]
        ]),
        { port: whole }
      )
      assert.strictEqual(said.exit, 10)
      assert.match(said.stderr, /redacted: 3 × e-mail address/)
      assert.notInclude(readFileSync(path, "utf8"), "ada")
      assert.deepInclude(JSON.parse(readFileSync(report, "utf8")), { format: "chat" })
      assert.strictEqual(JSON.parse(readFileSync(residue, "utf8")).format, "chat")
    })
  )

  it.scoped("leaves no file of an incomplete document", () =>
    Effect.gen(function* () {
      const at = yield* folder
      for (const format of ["chat", "markdown"]) {
        const said = yield* run(["export", "factory:s1", "--to", join(at, "x"), "--format", format], { port: port() })
        assert.notStrictEqual(said.exit, 0)
        assert.deepEqual(readdirSync(at), [])
      }
    })
  )

  it.scoped("writes several conversations to a folder, each in a file of its format", () =>
    Effect.gen(function* () {
      const at = yield* folder
      const args = ["export", "factory:s1", "factory:s2", "--to", at, "--format", "markdown"]
      assert.strictEqual((yield* run(args, { port: { list: () => Effect.succeed(page([one(0)])) } })).exit, 0)
      const names = readdirSync(at)
      assert.strictEqual(names.filter((name) => name.endsWith(".md")).length, 2)
      assert.deepInclude(JSON.parse(readFileSync(join(at, "index.json"), "utf8")).exports[0], { messages: 1 })
      assert.strictEqual(names.length, 3)
    })
  )

  it.scoped("refuses what makes no sense for the files", () =>
    Effect.gen(function* () {
      const at = join(yield* folder, "x")
      writeFileSync(`${at}.2`, "mine")
      for (const options of [
        ["--format", "chat", "--resume"],
        ["--format", "chat", "--verify"],
        ["--format", "chat", "--raw"],
        ["--format", "ndjson", "--clean"],
        ["--format", "json", "--redact"],
        ["--format", "html", "--report", "-"],
        ["--format", "chat", "--detail", "text"],
        ["factory:s2", "--format", "chat", "--report", "-"]
      ])
        assert.strictEqual((yield* run(["export", "factory:s1", "--to", at, ...options], { port: whole })).exit, 2)
      assert.isFalse(existsSync(at))
      for (const option of ["--report", "--residue"]) {
        const same = yield* run(["export", "factory:s1", "--to", at, "--format", "chat", option, `${at}/../x`], {
          port: whole
        })
        assert.strictEqual(same.exit, 2)
        assert.include(same.stderr, `--to and ${option} name the same file`)
      }
      const lines = yield* run(["export", "factory:s1", "--to", at, "--format", "ndjson"], { port: whole })
      assert.deepEqual([lines.exit, readFileSync(at, "utf8").split("\n").length], [0, 4])
    })
  )
})

import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { ArchiveFailure, type ArchiveReason } from "@org/messages-archive"
import { Samples } from "@org/messages-contract"
import { MessageError } from "@org/messages-core"
import { Normalization } from "@org/messages-runtime"
import * as Effect from "effect/Effect"
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FaultyArchive } from "../../src/errors/ArchiveErrors.js"
import * as ArchiveReport from "../../src/errors/ArchiveReport.js"
import * as FailureReport from "../../src/errors/FailureReport.js"
import { message, page, ref, run } from "../support.js"

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archived-"))
  file = join(folder, "a.db")
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

const text = (text: string, id: string) =>
  message({ ref: ref(`factory:s1/${id}`), id, createdAt: "2026-01-05T10:00:00Z", parts: [{ type: "text", text }] })

const three = [text("The oven is hot", "m1"), text("A refund for the invoice", "m2"), text("Another refund", "m3")]

/** A provider with one conversation. */
const provider = {
  list: () => Effect.succeed(page(three)),
  conversations: () => Effect.succeed(page([]))
}

const sync = Effect.suspend(() => run(["archive", "sync", "factory:s1", "--file", file], { port: provider }))

describe("the archive", () => {
  it.effect("prints a line for what was synced, and says the same as JSON in a pipe", () =>
    Effect.gen(function* () {
      const first = yield* run(["archive", "sync", "factory:s1", "--file", file], { port: provider, terminal: true })
      assert.strictEqual(first.stdout, "factory:s1  3 new, 0 changed, 0 gone, 0 unchanged  1 conversation, 1 request\n")
      const { exit, stdout } = yield* sync
      assert.strictEqual(exit, 0)
      assert.deepInclude((JSON.parse(stdout) as { total: object }).total, { new: 0, unchanged: 3, faultCount: 0 })
    })
  )

  it.effect("lists the elements that a sync cannot read, with exit code 8, and finds them later", () =>
    Effect.gen(function* () {
      const faults = [{ index: 1, path: "/role", problem: "is missing" }]
      const partly = { ...provider, list: () => Effect.succeed({ ...page(three.slice(0, 1)), faults }) }
      const synced = yield* run(["archive", "sync", "factory:s1", "--file", file], { port: partly })
      assert.strictEqual(synced.exit, 8)
      const problem = "element 1 at /role of the page after 0 messages: is missing"
      assert.include(synced.stderr, `factory:s1: ${problem}`)
      assert.deepInclude((JSON.parse(synced.stdout) as { targets: ReadonlyArray<object> }).targets[0], {
        new: 1,
        gone: 0,
        faultCount: 1,
        faults: [{ ref: "factory:s1", problem }]
      })
      const { exit, stdout } = yield* sync
      assert.strictEqual(exit, 0)
      assert.deepInclude((JSON.parse(stdout) as { total: object }).total, { new: 2, unchanged: 1, faultCount: 0 })
    })
  )

  for (const args of [
    ["sync", "factory"],
    ["search", "refund"],
    ["get", "factory:s1/m1"],
    ["import", "x.ndjson"],
    ["export"],
    ["verify"]
  ])
    it.effect(`needs a file of its own with --sandbox: archive ${args.join(" ")}`, () =>
      Effect.gen(function* () {
        const { exit, stderr } = yield* run(["--sandbox", "archive", ...args], { port: provider })
        assert.strictEqual(exit, 2)
        assert.include(stderr, "With --sandbox, the archive needs a file of its own")
        assert.include(stderr, "Name it with --file")
      })
    )

  it.effect("shows hits with colour on a terminal and without it in a pipe, and continues with a cursor", () =>
    Effect.gen(function* () {
      yield* sync
      const search = ["archive", "search", "refund", "--file", file]
      const shown = yield* run(search, { terminal: true, colour: true, columns: 80 })
      assert.include(shown.stdout, "\u001b[1mfactory:s1/m3\u001b[22m  \u001b[36massistant\u001b[39m\n")
      assert.include(shown.stdout, "\u001b[1m\u001b[31mrefund\u001b[39m\u001b[22m")
      const piped = yield* run(search)
      assert.deepStrictEqual(
        piped.stdout
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line) as object),
        [
          { ref: "factory:s1/m3", role: "assistant", createdAt: "2026-01-05T10:00:00Z", snippet: "Another refund" },
          {
            ref: "factory:s1/m2",
            role: "assistant",
            createdAt: "2026-01-05T10:00:00Z",
            snippet: "A refund for the invoice"
          }
        ]
      )
      const one = yield* run([...search, "--limit", "1"])
      const [, cursor = ""] = / --cursor (\S+)/.exec(one.stderr) ?? []
      assert.include(
        one.stderr,
        `1 shown. To continue:\n  messages archive search refund --limit 1 --file ${file} --cursor `
      )
      const rest = yield* run([...search, "--cursor", cursor])
      assert.strictEqual(`${one.stdout}${rest.stdout}`, piped.stdout)
    })
  )

  it.effect("gives read, list, get and conversations what the provider gives, and asks no provider", () =>
    Effect.gen(function* () {
      yield* sync
      for (const args of [
        ["read", "factory:s1"],
        ["get", "factory:s1/m2"]
      ]) {
        const online = yield* run(args, { port: { ...provider, get: () => Effect.succeed(three[1] ?? message()) } })
        const offline = yield* run([...args, "--archive", "--file", file])
        assert.deepStrictEqual([offline.exit, offline.stdout, offline.stderr], [0, online.stdout, ""], args.join(" "))
      }
      const listed = yield* run(["list", "factory:s1", "--limit", "2", "--archive", "--file", file], { terminal: true })
      assert.include(listed.stderr, `messages list factory:s1 --archive --file ${file} --cursor `)
      const alias = yield* run(["archive", "list", "factory:s1", "--file", file])
      assert.strictEqual((JSON.parse(alias.stdout) as { items: ReadonlyArray<unknown> }).items.length, 3)
      const all = yield* run(["conversations", "factory", "--archive", "--file", file])
      assert.include(all.stdout, '"ref": "factory:s1"')
    })
  )

  it.effect("gives the provider's JSON value, and pages with its own totals", () =>
    Effect.gen(function* () {
      const native = JSON.stringify(Samples.get("factory", "msg-user-text-minimal.json").json, null, 4)
      const kept = Normalization.toMessage(ref("factory:s1/m1"), JSON.parse(native))
      yield* run(["archive", "sync", "factory:s1", "--file", file], {
        port: { list: () => Effect.succeed(page([kept])) }
      })
      const raw = yield* run(["get", "factory:s1/m1", "--format", "raw", "--archive", "--file", file])
      assert.deepStrictEqual([raw.exit, JSON.parse(raw.stdout)], [0, JSON.parse(native)])
      const { stdout } = yield* run(["list", "factory:s1", "--archive", "--file", file])
      assert.deepInclude(JSON.parse(stdout), { items: [JSON.parse(JSON.stringify(kept))], total: 1 })
      const help = yield* run(["get", "--help"])
      assert.include(help.stdout.replace(/\s+/g, " "), "byte for byte in a pipe; from the archive, its JSON value")
    })
  )

  it.effect("says how to fill an archive that does not exist, and does not create it", () =>
    Effect.gen(function* () {
      for (const args of [
        ["archive", "search", "refund"],
        ["archive", "get", "factory:s1/m1"],
        ["archive", "list", "factory:s1"],
        ["archive", "verify"],
        ["archive", "export"],
        ["read", "factory:s1", "--archive"],
        ["list", "factory:s1", "--archive"],
        ["get", "factory:s1/m1", "--archive"],
        ["conversations", "factory", "--archive"],
        ["export", "factory:s1", "--archive", "--to", join(folder, "out.ndjson")]
      ]) {
        const { exit, stderr, stdout } = yield* run([...args, "--file", file])
        assert.deepStrictEqual(
          [exit, stdout, stderr],
          [
            2,
            "",
            `error: The archive ${file} does not exist yet\n  → To fill it: messages archive sync --all --file ${file}\n`
          ],
          args.join(" ")
        )
        assert.deepStrictEqual(readdirSync(folder), [], args.join(" "))
      }
      const json = yield* run(["read", "factory:s1", "--archive", "--file", file, "--json"])
      assert.deepInclude(JSON.parse(json.stderr), {
        type: "urn:messages:problem:archive-failure",
        status: 404,
        origin: "caller",
        problem: "does not exist yet"
      })
    })
  )

  it.effect("says what it lacks, and what fills it", () =>
    Effect.gen(function* () {
      yield* run(["archive", "sync", "factory", "--file", file], { port: provider })
      const missing = yield* run(["archive", "get", "factory:s1/m9", "--file", file])
      assert.strictEqual(missing.exit, 4)
      assert.strictEqual(
        missing.stderr,
        `error: The archive has no factory:s1/m9\n  → To read what is new at Factory: messages archive sync factory --file ${file}\n`
      )
      const none = yield* run(["conversations", "factory", "--archive", "--file", file], { terminal: true })
      assert.include(none.stderr, `To fill it: messages archive sync --all --file ${file}\n`)
      const nothing = yield* run(["archive", "sync"])
      assert.strictEqual(nothing.exit, 2)
      for (const [word, advice] of [
        ["factroy", 'Did you mean "factory"?'],
        ["slack", "The providers are factory, mielto, honcho and veryfront"],
        ["factory/s1", "Did you mean factory:s1?"]
      ] as const) {
        const unknown = yield* run(["archive", "sync", word, "--file", file])
        assert.deepStrictEqual([unknown.exit, unknown.stderr.includes(`→ ${advice}`)], [2, true], unknown.stderr)
      }
    })
  )

  it.effect(
    "reports what is wrong with the archive, and not with a server or a provider, where messages come from it",
    () =>
      Effect.gen(function* () {
        yield* sync
        const missing = yield* run(["read", "factory:s9", "--archive", "--file", file])
        assert.deepStrictEqual(
          [missing.exit, missing.stderr.split("\n")[0]],
          [4, "error: The archive has no factory:s9"]
        )
        const wrong = join(folder, "text.db")
        writeFileSync(wrong, "This is not a database. ".repeat(100))
        for (const args of [
          ["read", "factory:s1", "--archive"],
          ["archive", "get", "factory:s1/m1"]
        ]) {
          const { exit, stderr } = yield* run([...args, "--file", wrong])
          assert.strictEqual(exit, 2)
          assert.strictEqual(
            stderr,
            `error: The archive ${wrong} is not an archive\n  → Name another one with --file\n`
          )
        }
      })
  )

  it.effect("continues after a target that cannot be read, and exits with its code", () =>
    Effect.gen(function* () {
      const list = ({ ref }: { readonly ref: string }) =>
        ref === "factory:s1"
          ? Effect.succeed(page(three))
          : Effect.fail(new MessageError.ConversationNotFound({ provider: "factory", ref }))
      const args = ["archive", "sync", "factory:nope", "factory:s1", "--file", file]
      const { exit, stderr, stdout } = yield* run(args, { port: { list } })
      assert.strictEqual(exit, 4)
      assert.include(stderr, "error: One item could not be read; everything else is in the archive\n    factory:nope: ")
      assert.deepInclude((JSON.parse(stdout) as { total: object }).total, { new: 3, faultCount: 1 })
    })
  )

  it.effect("refuses to import what is no message, with the line", () =>
    Effect.gen(function* () {
      const path = join(folder, "x.ndjson")
      writeFileSync(path, `${JSON.stringify(three[0])}\n{"no": "message"}\n`)
      const { exit, stderr } = yield* run(["archive", "import", path, "--file", file])
      assert.strictEqual(exit, 2)
      assert.include(stderr, "has no canonical message in line 2")
    })
  )
})

describe("the exit code of a failure of the archive", () => {
  const codes: { readonly [R in ArchiveReason]: number } = {
    Missing: 2,
    Busy: 7,
    Full: 1,
    ReadOnly: 3,
    Newer: 2,
    NotAnArchive: 2,
    Damaged: 8,
    Unavailable: 7
  }
  for (const [reason, exit] of Object.entries(codes))
    it(`is ${exit} for ${reason}, with what is wrong and what to do`, () => {
      const isReason = (text: string): text is ArchiveReason => Object.hasOwn(codes, text)
      if (!isReason(reason)) return assert.fail(reason)
      const failure = new ArchiveFailure({ reason, place: "a.db", problem: "has a problem", advice: "do this" })
      const report = FailureReport.of(failure, false)
      assert.deepStrictEqual(
        [report.exit, report.detail, report.advice],
        [exit, "The archive a.db has a problem", ["Do this"]]
      )
    })

  it("is 8 for an archive that is not intact", () => {
    const findings = [{ ref: "factory:s/m", problem: "has another hash" }]
    const verification = { conversations: 1, messages: 1, versions: 0, findings, findingCount: 3 }
    const report = ArchiveReport.of(new FaultyArchive({ place: "a.db", verification }), false)
    assert.deepStrictEqual([report.exit, report.places], [8, ["factory:s/m has another hash", "and 2 more"]])
  })
})

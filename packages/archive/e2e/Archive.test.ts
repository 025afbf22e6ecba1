/** Holds the archive to the same requirements on both databases. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { type Message, MessageRef } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as ArchiveLayer from "../src/ArchiveLayer.js"
import type { SearchOptions } from "../src/search/SearchHit.js"
import * as Tables from "../src/store/Tables.js"
import { messagesOf } from "../test/ArchiveReading.js"
import * as FakeProvider from "../test/FakeProvider.js"
import * as Places from "./Places.js"

beforeAll(Places.start)
afterAll(Places.close)

const message = (id: string, text: string, rest: Partial<Message.Message> = {}): Message.Message => ({
  version: 1,
  format: "factory",
  role: "user",
  ref: MessageRef.MessageRef.make(`factory:s/${id}`),
  parts: [{ type: "text", text }],
  createdAt: `2026-01-0${1 + (Number(id.replace(/\D/g, "")) % 9)}T00:00:00.000Z`,
  ...rest
})

const said: ReadonlyArray<Message.Message> = [
  message("m1", "Please refund the invoice of last month.", { author: { id: "u1", name: "Ada" } }),
  message("m2", "The refund was sent; the invoice is closed.", { role: "assistant" }),
  message("m3", "我要退款,发票号码是一二三。"),
  message("m4", "返金をお願いします。東京タワー"),
  message("m5", "", {
    role: "assistant",
    parts: [{ type: "tool-call", callId: "c", name: "look_up", input: { order: "refundable 4711" } }]
  }),
  message("m6", "Café au lait, naïve façade", {
    parts: [
      { type: "text", text: "Café au lait, naïve façade" },
      { type: "file", url: "https://example.com/a.pdf", filename: "report.pdf" }
    ]
  }),
  message("m7", "NUL \0 and a half \ud83d pair, 100% 'quoted' \"text\" foo-bar_baz.qux"),
  message("m8", `${"word ".repeat(200)}needle ${"word ".repeat(200)}`)
]

for (const { isLeftOut, name, place } of Places.kinds)
  describe.skipIf(isLeftOut)(name, () => {
    const open = Effect.flatMap(place, ({ open }) => Effect.map(open(), ArchiveLayer.of))

    const filled = Effect.tap(open, (archive) => archive.import(Stream.fromIterable(said)))

    const found = (archive: Effect.Effect.Success<typeof open>, query: string, options?: SearchOptions) =>
      Effect.map(archive.search(query, options), ({ items }) => items.map(({ ref }) => ref?.slice("factory:s/".length)))

    it.scopedLive("finds words, phrases, beginnings, and two characters of Chinese and Japanese", () =>
      Effect.gen(function* () {
        const archive = yield* filled
        const expected: ReadonlyArray<readonly [string, Array<string>]> = [
          ["refund", ["m2", "m1"]],
          ["REFUND invoice", ["m2", "m1"]],
          ["refund month", ["m1"]],
          ['"refund the invoice"', ["m1"]],
          ['"invoice refund"', []],
          ["refund*", ["m5", "m2", "m1"]],
          ['"the inv"*', ["m2", "m1"]],
          ["退款", ["m3"]],
          ["发票号码", ["m3"]],
          ["发号", []],
          ["退", ["m3"]],
          ["三", ["m3"]],
          ["返金", ["m4"]],
          ["東京タワー", ["m4"]],
          ["タワー", ["m4"]],
          ["cafe", ["m6"]],
          ["CAFÉ facade", ["m6"]],
          ["report", ["m6"]],
          ["look_up", ["m5"]],
          ["4711", ["m5"]],
          ["foo-bar", ["m7"]],
          ["bar_baz", ["m7"]],
          ["quoted half", ["m7"]],
          ["nothing", []],
          ["OR AND NOT NEAR", []],
          ["words:refund", []],
          ["refund) OR (x", []]
        ]
        for (const [query, refs] of expected) assert.deepStrictEqual(yield* found(archive, query), refs, query)
        for (const query of ["", "  ", '"', '"open', "*", "- *", "re*fund", "!?", "'"])
          assert.strictEqual((yield* Effect.flip(archive.search(query)))._tag, "InvalidQuery", query)
      })
    )

    it.scopedLive("filters, and marks the hits in the snippet", () =>
      Effect.gen(function* () {
        const archive = yield* filled
        const only = (options: SearchOptions) => found(archive, "refund*", options)
        assert.deepStrictEqual(yield* only({ role: "assistant" }), ["m5", "m2"])
        assert.deepStrictEqual(yield* only({ author: "Ada" }), ["m1"])
        assert.deepStrictEqual(yield* only({ author: "u1" }), ["m1"])
        assert.deepStrictEqual(yield* only({ tool: "look_up" }), ["m5"])
        assert.deepStrictEqual(yield* only({ tool: "look" }), [])
        assert.deepStrictEqual(yield* only({ provider: "honcho" }), [])
        assert.deepStrictEqual(yield* only({ provider: "factory", conversation: "factory:s" }), ["m5", "m2", "m1"])
        assert.deepStrictEqual(yield* only({ since: DateTime.unsafeMake("2026-01-03") }), ["m5", "m2"])
        assert.deepStrictEqual(yield* only({ until: DateTime.unsafeMake("2026-01-03") }), ["m1"])
        assert.deepStrictEqual(yield* found(archive, "report", { hasFile: true }), ["m6"])
        assert.deepStrictEqual(yield* found(archive, "report", { hasFile: false }), [])
        const marked = (query: string) =>
          Effect.map(archive.search(query), ({ items: [hit] }) =>
            hit?.marks.map(({ end, start }) => hit.snippet.slice(start, end))
          )
        assert.deepStrictEqual(yield* marked("refund month"), ["refund", "month"])
        assert.deepStrictEqual(yield* marked('"refund the invoice"'), ["refund the invoice"])
        assert.deepStrictEqual(yield* marked("退款"), ["退款"])
        assert.deepStrictEqual(yield* marked("退"), ["退"])
        assert.deepStrictEqual(yield* marked("东京"), undefined)
        assert.deepStrictEqual(yield* marked("facade"), ["façade"])
        const [hit] = (yield* archive.search("needle")).items
        assert.match(hit?.snippet ?? "", /^…word.* needle .*word…$/)
        assert.isBelow(hit?.snippet.length ?? 0, 170)
      })
    )

    it.scopedLive("pages through hits, by time and by rank", () =>
      Effect.gen(function* () {
        const archive = yield* open
        const many = Array.from({ length: 45 }, (_, index) =>
          message(`m${index}`, `common ${"common ".repeat(index % 5)}`, { createdAt: "2026-02-01T00:00:00.000Z" })
        )
        yield* archive.import(Stream.fromIterable(many))
        for (const order of ["newest", "rank"] as const) {
          const refs: Array<string | undefined> = []
          let cursor: string | undefined
          do {
            const page = yield* archive.search("common", { order, limit: 20, cursor })
            refs.push(...page.items.map(({ ref }) => ref))
            cursor = page.next
          } while (cursor !== undefined)
          assert.strictEqual(new Set(refs).size, 45, order)
        }
        const { next } = yield* archive.search("common")
        assert.strictEqual(
          (yield* Effect.flip(archive.search("common", { cursor: next, order: "rank" })))._tag,
          "InvalidCursor"
        )
        assert.strictEqual((yield* Effect.flip(archive.search("common", { cursor: "x'; --" })))._tag, "InvalidCursor")
      })
    )

    it.scopedLive("syncs, keeps earlier contents, and gives everything through the port", () =>
      Effect.gen(function* () {
        const archive = yield* open
        const fake = FakeProvider.make("cursors with sequence")
        fake.grow("a", 150)
        fake.grow("b", 3)
        const sync = Effect.provide(archive.sync({ provider: "veryfront" }), fake.port)
        assert.strictEqual((yield* sync).new, 153)
        fake.edit("b", 1, "a needle")
        fake.remove("b", 0)
        const report = yield* sync
        assert.deepInclude(report, { changed: 1, gone: 1 })
        for (const id of ["a", "b"])
          assert.deepStrictEqual(yield* messagesOf(archive, fake.kind, id), fake.messages(id))
        const [hit] = (yield* archive.search("needle")).items
        assert.strictEqual(hit?.ref, "veryfront:b/m1")
        assert.lengthOf((yield* archive.search('"message 1 of b"')).items, 0)
        const gone = (yield* archive.search('"message 0 of b"')).items
        assert.isDefined(gone[0]?.goneAt)
        const port = archive.port()
        const address = Either.getOrThrow(MessageRef.parse("veryfront:b/m0"))
        assert.strictEqual((yield* port.get(address)).ref, "veryfront:b/m0")
        const missing = Either.getOrThrow(MessageRef.parse("veryfront:b/other"))
        assert.strictEqual((yield* Effect.flip(port.get(missing)))._tag, "MessageNotFound")
        const unknown = FakeProvider.addressOf(fake.kind, "unknown")
        assert.strictEqual((yield* Effect.flip(port.list(unknown)))._tag, "ConversationNotFound")
        const page = yield* port.list(FakeProvider.addressOf(fake.kind, "a"), { limit: 20, order: "newest" })
        assert.deepStrictEqual(page.items, [...fake.messages("a")].reverse().slice(0, 20))
        assert.strictEqual(page.total, 150)
        assert.strictEqual((yield* Effect.flip(port.post(unknown, { parts: [] }))).delivery, "not-delivered")
        const stats = yield* archive.stats
        assert.deepInclude(stats, { conversations: 2, messages: 152, gone: 1, versions: 1 })
        assert.deepInclude(yield* archive.verify(), { messages: 153, versions: 1, findingCount: 0 })
      })
    )

    it.scopedLive("imports what it exported, adds nothing twice, and keeps the newer content", () =>
      Effect.gen(function* () {
        const archive = yield* filled
        const noRefs: ReadonlyArray<Message.Message> = ["same", "same", "other"].map((text) => ({
          version: 1,
          role: "user",
          parts: [{ type: "text", text }],
          conversation: { id: "chat/1" }
        }))
        const added = yield* archive.import(Stream.fromIterable(noRefs))
        assert.deepInclude(added, { new: 3, conversations: 1 })
        const exported = Chunk.toReadonlyArray(yield* Stream.runCollect(archive.export()))
        assert.deepStrictEqual(exported, [...said, ...noRefs])
        const again = yield* archive.import(Stream.fromIterable(exported))
        assert.deepInclude(again, { new: 0, changed: 0, older: 0, unchanged: 11 })
        const [first] = said
        if (first === undefined) return
        const older = { ...first, updatedAt: "2025-01-01T00:00:00.000Z", role: "system" as const }
        const newer = { ...first, updatedAt: "2026-06-01T00:00:00.000Z", role: "tool" as const }
        assert.deepInclude(yield* archive.import(Stream.make(older)), { older: 1, changed: 0 })
        assert.deepInclude(yield* archive.import(Stream.make(newer)), { older: 0, changed: 1 })
        const address = Either.getOrThrow(MessageRef.parse("factory:s/m1"))
        assert.strictEqual((yield* archive.port().get(address)).role, "tool")
        assert.deepInclude(yield* archive.verify(), { findingCount: 0, versions: 2 })
        const copy = yield* open
        yield* copy.import(archive.export())
        const [all, original] = yield* Effect.all([
          Stream.runCollect(copy.export()),
          Stream.runCollect(archive.export())
        ])
        assert.deepStrictEqual(Chunk.toReadonlyArray(all), Chunk.toReadonlyArray(original))
      })
    )

    it.scopedLive("imports a message that two conversations have once, with its last content", () =>
      Effect.gen(function* () {
        const archive = yield* open
        const of = (id: string, word: string): Message.Message => ({
          version: 1,
          role: "user",
          ref: MessageRef.MessageRef.make("mielto:msg_1"),
          conversation: { id },
          parts: [{ type: "text", text: `a ${word}` }]
        })
        const both = [of("conv_1", "goose"), of("conv_2", "swan")]
        const newer = both.map((message, index) => ({ ...message, updatedAt: `2026-01-0${index + 1}T00:00:00Z` }))
        const { new: added, older } = yield* archive.import(Stream.fromIterable(newer))
        assert.deepStrictEqual([added, older], [1, 0])
        assert.strictEqual((yield* archive.search("swan")).items.length, 1)
        assert.strictEqual((yield* archive.search("goose")).items.length, 0)
        assert.deepInclude(yield* archive.verify(), { messages: 1, versions: 1, findingCount: 0 })
      })
    )

    it.scopedLive("lets a conversation grow that an import names, and refuses another one of its name", () =>
      Effect.gen(function* () {
        const archive = yield* open
        const of = (texts: ReadonlyArray<string>): ReadonlyArray<Message.Message> =>
          texts.map((text) => ({ version: 1, format: "chat", role: "user", parts: [{ type: "text", text }] }))
        const numbers = Array.from({ length: 1200 }, (_, index) => `message ${index}`)
        const imported = (texts: ReadonlyArray<string>, name = "talk") =>
          archive.import(Stream.fromIterable(of(texts)), { name })
        assert.deepInclude(yield* imported(numbers.slice(0, 700)), { new: 700 })
        assert.deepInclude(yield* imported(numbers), { new: 500, unchanged: 700 })
        assert.deepInclude(yield* imported(numbers.slice(0, 3)), { new: 0, unchanged: 3 })
        for (const at of [0, 699, 1199]) {
          const conflict = yield* Effect.flip(
            imported(numbers.map((text, index) => (index < at ? text : `not ${text}`)))
          )
          assert.deepInclude(conflict, {
            _tag: "ImportConflict",
            name: "talk",
            conversation: "import:chat/talk",
            position: at
          })
        }
        const stored = Chunk.toReadonlyArray(yield* Stream.runCollect(archive.export()))
        assert.deepStrictEqual(stored, of(numbers))
        assert.deepInclude(yield* imported(["another"], "other talk"), { new: 1 })
      })
    )

    it.scopedLive("keeps messages without a ref apart, also equal ones", () =>
      Effect.gen(function* () {
        const archive = yield* open
        const fake = FakeProvider.make("offsets", { hasRefs: false })
        fake.grow("a", 120)
        const sync = Effect.provide(archive.sync({ provider: "mielto" }), fake.port)
        assert.strictEqual((yield* sync).new, 120)
        fake.grow("a", 5)
        assert.deepInclude(yield* sync, { new: 5, changed: 0, gone: 0, unchanged: 120 })
        assert.deepStrictEqual(yield* messagesOf(archive, "offsets", "a"), fake.messages("a"))
        assert.strictEqual((yield* archive.verify()).findingCount, 0)
      })
    )

    it.scopedLive("finds what is damaged", () =>
      Effect.gen(function* () {
        const database = yield* Effect.flatMap(place, ({ open }) => open())
        const archive = ArchiveLayer.of(database)
        yield* archive.import(Stream.fromIterable(said))
        const problems = (statement: string, conversion?: (message: Message.Message) => string | undefined) =>
          Effect.gen(function* () {
            yield* database.write((sql) => sql.unsafe(statement))
            const { findings } = yield* archive.verify({ conversion })
            return findings.map(({ problem, ref }) => `${ref ?? "-"} ${problem}`)
          })
        const m = (id: string) => `(SELECT id FROM archive_message WHERE message_key = 'factory:s/${id}')`
        assert.deepStrictEqual(yield* problems("SELECT 1"), [])
        assert.deepStrictEqual(
          yield* problems("SELECT 1", ({ role }) => (role === "assistant" ? "is lossy" : undefined)),
          ["factory:s/m2 is lossy", "factory:s/m5 is lossy"]
        )
        assert.deepStrictEqual(yield* problems(`UPDATE archive_message SET hash = 'x' WHERE id = ${m("m1")}`), [
          "factory:s/m1 has a content that does not match its hash"
        ])
        const textId = name === "SQLite" ? "rowid" : "id"
        assert.include(
          yield* problems(`DELETE FROM archive_text WHERE ${textId} = ${m("m2")}`),
          "factory:s/m2 is not in the text index"
        )
        assert.include(
          yield* problems(
            `UPDATE archive_body SET body = encoding::text::bytea WHERE id = ${m("m3")}`.replace(
              "encoding::text::bytea",
              name === "SQLite" ? "x'00'" : "'\\x00'"
            )
          ),
          "factory:s/m3 has a body that cannot be inflated"
        )
        assert.include(yield* problems(`DELETE FROM archive_body WHERE id = ${m("m4")}`), "factory:s/m4 has no body")
      })
    )

    it.scopedLive("lets only one sync or import run at a time", () =>
      Effect.gen(function* () {
        const { open } = yield* place
        const [one, two] = [yield* open(), yield* open()]
        yield* Effect.scoped(
          Effect.gen(function* () {
            yield* one.exclusive
            const failure = yield* Effect.flip(ArchiveLayer.of(two).import(Stream.fromIterable(said)))
            assert.deepInclude({ ...failure }, { _tag: "ArchiveFailure", reason: "Busy" })
          })
        )
        assert.strictEqual((yield* ArchiveLayer.of(two).import(Stream.fromIterable(said))).new, said.length)
        // Readers never wait.
        yield* one.exclusive
        assert.lengthOf((yield* ArchiveLayer.of(two).search("refund")).items, 2)
      })
    )

    it.scopedLive("migrates an older version, and refuses a newer one", () =>
      Effect.gen(function* () {
        const { open } = yield* place
        yield* Effect.scoped(
          Effect.flatMap(open(Tables.migrations.slice(0, 1)), (database) =>
            ArchiveLayer.of(database).import(Stream.fromIterable(said))
          )
        )
        const later = {
          version: Tables.newest + 1,
          statements: () => ["ALTER TABLE archive_message ADD COLUMN later INTEGER DEFAULT 7"]
        }
        const databases = yield* Effect.all([1, 2, 3].map(() => open([...Tables.migrations, later])))
        const counts = yield* Effect.forEach(
          databases,
          ({ read }) => read((sql) => sql`SELECT later FROM archive_message WHERE later = 7`),
          { concurrency: "unbounded" }
        )
        for (const rows of counts) assert.lengthOf(rows, said.length)
        const failure = yield* Effect.flip(Effect.flatMap(open(), (database) => ArchiveLayer.of(database).stats))
        assert.strictEqual(failure.reason, "Newer")
      })
    )
  })

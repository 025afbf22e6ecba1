/** Tests the service in one process, on a folder. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError, Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { Exports, type ExportsOptions } from "../src/index.js"
import { type Behaviour, folder, port, ref } from "./fakes.js"

/** Runs a test over a new folder, or over a given one. */
const use = <A, E>(
  test: (exports: typeof Exports.Exports.Service) => Effect.Effect<A, E>,
  { behaviour, path, ...options }: { behaviour?: Behaviour; path?: string } & Partial<ExportsOptions.Options> = {}
) =>
  Effect.flatMap(path === undefined ? folder : Effect.succeed(path), (path) =>
    Effect.flatMap(Exports.Exports, test).pipe(
      Effect.provide(
        Exports.layer({
          database: { _tag: "Folder", path },
          settings: { database: "EXPORTS", runner: "RUNNER" },
          limits: { pageSize: 2 },
          ...options
        }).pipe(Layer.provide(Layer.succeed(Messages.Messages, port(behaviour))))
      )
    )
  )

// An export has no event for its end: its callers ask for its state too, and the engine runs on the machine's clock.
const final = ({ get }: typeof Exports.Exports.Service, id: string) =>
  Effect.repeat(get(id), {
    until: ({ state }) => state !== "queued" && state !== "running",
    schedule: Schedule.spaced("20 millis")
  }).pipe(Effect.zipRight(get(id)))

const lines = ({ content }: typeof Exports.Exports.Service, id: string, from?: number) =>
  Effect.map(Stream.runCollect(content(id, from)), (lines) => [...lines].map((line) => JSON.parse(line)))

describe("exports", () => {
  it.scopedLive("export conversations, and give their lines from any line on", () =>
    use(
      (exports) =>
        Effect.gen(function* () {
          const started = yield* exports.start({ conversations: [ref(0), ref(1), ref(0)] }, { id: "e" })
          assert.deepInclude(started, { id: "e", state: "queued", conversations: 2, done: 0 })
          const { progress, ...found } = yield* final(exports, "e")
          assert.deepInclude(found, { state: "complete", conversations: 2, done: 2, pages: 6, messages: 10, faults: 0 })
          assert.deepStrictEqual(
            progress.map(({ conversation, messages, state }) => [conversation, state, messages]),
            [
              [ref(0), "complete", 5],
              [ref(1), "complete", 5]
            ]
          )
          const all = yield* lines(exports, "e")
          assert.lengthOf(all, 10)
          assert.deepStrictEqual(
            all.filter(({ ref }) => ref.startsWith("honcho:w/s1/")).map(({ sequence }) => sequence),
            [0, 1, 2, 3, 4]
          )
          for (const from of [1, 2, 9, 10, 11])
            assert.deepStrictEqual(yield* lines(exports, "e", from), all.slice(from))
        }),
      { behaviour: { messages: 5 } }
    )
  )

  it.scopedLive("export every conversation of a provider", () =>
    use(
      (exports) =>
        Effect.gen(function* () {
          const { id } = yield* exports.start({ provider: "honcho", parent: "w" })
          const found = yield* final(exports, id)
          assert.deepInclude(found, {
            state: "complete",
            provider: "honcho",
            parent: "w",
            conversations: 7,
            messages: 7
          })
        }),
      { behaviour: { conversations: 7, messages: 1 } }
    )
  )

  it.scopedLive("start one export for one id, and refuse the id for another request", () =>
    use((exports) =>
      Effect.gen(function* () {
        yield* exports.start({ conversations: [ref(0)] }, { id: "e" })
        yield* final(exports, "e")
        assert.strictEqual((yield* exports.start({ conversations: [ref(0)] }, { id: "e" })).state, "complete")
        const refused = yield* Effect.flip(exports.start({ conversations: [ref(1)] }, { id: "e" }))
        assert.strictEqual(refused._tag, "ExportConflict")
        assert.lengthOf((yield* exports.list()).items, 1)
      })
    )
  )

  it.scopedLive("refuse what cannot be exported", () =>
    use((exports) =>
      Effect.gen(function* () {
        const refused = yield* Effect.all([
          Effect.flip(exports.start({ conversations: ["honcho:"] })),
          Effect.flip(exports.start({ provider: "mielto" })),
          Effect.flip(exports.start({ conversations: [ref(0)], format: "none" })),
          Effect.flip(exports.get("none")),
          Effect.flip(exports.cancel("none")),
          Effect.flip(Stream.runDrain(exports.content("none"))),
          Effect.flip(exports.list({ cursor: "none" }))
        ])
        assert.deepStrictEqual(
          refused.map(({ _tag }) => _tag),
          [
            "InvalidRef",
            "NotSupported",
            "UnknownFormat",
            "ExportNotFound",
            "ExportNotFound",
            "ExportNotFound",
            "InvalidCursor"
          ]
        )
        assert.isEmpty((yield* exports.list()).items)
      })
    )
  )

  it.scopedLive("list the newest first, page by page", () =>
    use((exports) =>
      Effect.gen(function* () {
        for (const id of ["a", "b", "c", "d", "e"]) {
          yield* exports.start({ conversations: [ref(0)] }, { id })
          // The order is that of the milliseconds in which they started.
          yield* Effect.sleep("2 millis")
        }
        const first = yield* exports.list({ limit: 2 })
        const second = yield* exports.list({ limit: 2, cursor: first.next })
        const third = yield* exports.list({ limit: 2, cursor: second.next })
        assert.deepStrictEqual(
          [first, second, third].map(({ items }) => items.map(({ id }) => id).join("")),
          ["ed", "cb", "a"]
        )
        assert.isUndefined(third.next)
      })
    )
  )

  it.scopedLive("write the lines of a format, and count what it cannot express", () =>
    use(
      (exports) =>
        Effect.gen(function* () {
          yield* exports.start({ conversations: [ref(0)], format: "short" }, { id: "e" })
          assert.deepInclude(yield* final(exports, "e"), { state: "complete", format: "short", messages: 3, faults: 1 })
          assert.deepStrictEqual(yield* lines(exports, "e"), [0, 1, 2])
        }),
      {
        lines: (format) =>
          format === "short" ? ({ sequence }) => (sequence === 3 ? undefined : JSON.stringify(sequence)) : undefined
      }
    )
  )

  it.scopedLive("fail where a conversation cannot be read, with its problem, and keep the others", () =>
    use(
      (exports) =>
        Effect.gen(function* () {
          yield* exports.start({ conversations: [ref(0), ref(1)] }, { id: "e" })
          const { problem, progress, ...found } = yield* final(exports, "e")
          assert.deepInclude(found, { state: "failed", done: 2, messages: 4 })
          assert.strictEqual(problem?.type, "urn:messages:problem:export-incomplete")
          assert.strictEqual(progress[1]?.problem?.type, "urn:messages:problem:conversation-not-found")
        }),
      {
        behaviour: {
          before: (found) =>
            found === ref(1) ? new MessageError.ConversationNotFound({ provider: "honcho", ref: found }) : Effect.void
        }
      }
    )
  )

  it.scopedLive("say how long an export waits", () =>
    use(
      (exports) =>
        Effect.gen(function* () {
          assert.deepStrictEqual(yield* exports.health, { oldestMs: 0, unfinished: 0 })
          yield* exports.start({ conversations: [ref(0)] }, { id: "e" })
          assert.deepInclude(yield* exports.health, { unfinished: 1 })
          yield* exports.cancel("e")
          assert.strictEqual((yield* final(exports, "e")).state, "cancelled")
          assert.deepStrictEqual(yield* exports.health, { oldestMs: 0, unfinished: 0 })
        }),
      { behaviour: { before: () => Effect.never } }
    )
  )

  it.scopedLive("name the setting while their folder cannot be used", () =>
    Effect.gen(function* () {
      const path = yield* folder
      writeFileSync(join(path, "file"), "")
      const refused = yield* use(({ list }) => Effect.flip(list()), { path: join(path, "file", "exports") })
      assert.strictEqual(refused.message, "The store of exports cannot be used: ENOTDIR: see EXPORTS")
    })
  )
})

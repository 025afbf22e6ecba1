/** Reading to the end: every message exactly once, in order, whatever the provider's paging does meanwhile. */
import { assert, describe, it } from "@effect/vitest"
import { type Cursor, ConversationRef } from "@org/messages-core"
import { Pages, type ReadFailure } from "@org/messages-conversations"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Fakes from "../fakes.js"

const kinds: ReadonlyArray<Fakes.Kind> = ["page numbers", "offsets", "cursors", "cursors with sequence"]

const address = (kind: Fakes.Kind) => Either.getOrThrow(ConversationRef.make(Fakes.addressOf[kind]))

const textOf = ({ parts }: { readonly parts: ReadonlyArray<object> }) => {
  const [part] = parts
  return part !== undefined && "text" in part ? part.text : undefined
}

const expected = (count: number) => Array.from({ length: count }, (_, index) => `message ${index}`)

/** Reads to the end; after an outage it goes on at the cursor of the error, as a person would. */
const readAll = (fake: Fakes.Fake, kind: Fakes.Kind, limit: number) =>
  Effect.gen(function* () {
    const texts: Array<unknown> = []
    let cursor: Cursor.Cursor | undefined
    for (;;) {
      const options: Pages.Options = { limit, cursor }
      const outcome: Either.Either<void, ReadFailure> = yield* Pages.messages(address(kind), options).pipe(
        Stream.runForEach((message) => Effect.sync(() => texts.push(textOf(message)))),
        Effect.either
      )
      if (Either.isRight(outcome)) return texts
      assert.include(["ProviderFailure", "InvalidCursor"], outcome.left.error._tag, outcome.left.message)
      // Prefetched pages fail only after the pages before them were used.
      assert.strictEqual(outcome.left.given, texts.length)
      cursor = outcome.left.cursor
    }
  }).pipe(Effect.provide(fake.port))

describe.each(kinds)("a conversation read by %s", (kind) => {
  it.effect.each([0, 1, 99, 100, 101, 2500])("of %i messages comes whole, once and in order", (count) =>
    Effect.gen(function* () {
      const fake = Fakes.make(count, { kind, arrivals: [] })
      assert.deepStrictEqual(yield* readAll(fake, kind, 100), expected(count))
      assert.isAtMost(fake.requests(), Math.ceil(count / 99) + 1)
    })
  )

  it.effect("is complete although it grows, pages repeat, fail or stay empty, and cursors expire", () =>
    Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(
          FastCheck.nat(60),
          FastCheck.integer({ min: 2, max: 9 }),
          FastCheck.array(FastCheck.nat(3), { minLength: 1, maxLength: 5 }),
          FastCheck.uniqueArray(FastCheck.nat(40), { maxLength: 6 }),
          FastCheck.uniqueArray(FastCheck.nat(40), { maxLength: 6 }),
          FastCheck.uniqueArray(FastCheck.nat(40), { maxLength: 6 }),
          FastCheck.boolean(),
          async (initial, limit, growth, outages, expired, empty, repeatsBorder) => {
            // Growth ends, or the reading would not.
            const arrivals = [...growth, ...Array.from({ length: 200 }, () => 0)]
            const fake = Fakes.make(initial, {
              kind,
              arrivals,
              outages: new Set(outages),
              expired: new Set(expired),
              empty: new Set(empty),
              repeatsBorder
            })
            const texts = await Effect.runPromise(readAll(fake, kind, limit))
            assert.deepStrictEqual(texts, expected(texts.length))
            assert.isAtLeast(texts.length, initial)
            assert.isAtMost(texts.length, fake.count())
          }
        ),
        { numRuns: 40, endOnFailure: true }
      )
    )
  )

  it.effect("gives later, by the last page's cursor, only what was added", () =>
    Effect.gen(function* () {
      const fake = Fakes.make(25, { kind, arrivals: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] })
      const pages = yield* Stream.runCollect(Pages.pages(address(kind), { limit: 10 })).pipe(Effect.provide(fake.port))
      const { resume } = Option.getOrThrow(Chunk.last(pages))
      const grown = Fakes.make(32, { kind, arrivals: [] })
      const added = yield* Stream.runCollect(Pages.messages(address(kind), { cursor: resume, limit: 10 })).pipe(
        Effect.provide(grown.port)
      )
      assert.deepStrictEqual(Chunk.toReadonlyArray(added).map(textOf), expected(32).slice(25))
    })
  )
})

it.effect("ends with Malformed, and not never, when the provider's cursor goes round in a circle", () => {
  const fake = Fakes.make(0, { kind: "cursors", arrivals: [], empty: new Set(Array.from({ length: 9 }, (_, i) => i)) })
  return Effect.gen(function* () {
    const failure = yield* Effect.flip(Stream.runDrain(Pages.messages(address("cursors"))))
    assert.isTrue(failure.error._tag === "ProviderFailure" && failure.error.reason === "Malformed", failure.message)
    assert.isAtMost(fake.requests(), 3)
  }).pipe(Effect.provide(fake.port))
})

it.effect("fetches one page ahead of the one in use, and no more", () => {
  const fake = Fakes.make(1000, { kind: "cursors", arrivals: [] })
  return Effect.gen(function* () {
    const seen: Array<number> = []
    yield* Pages.pages(address("cursors"), { limit: 100 }).pipe(
      Stream.runForEach(() =>
        Effect.gen(function* () {
          for (let turn = 0; turn < 20; turn++) yield* Effect.yieldNow()
          seen.push(fake.requests())
        })
      )
    )
    assert.deepStrictEqual(seen, [2, 3, 4, 5, 6, 7, 8, 9, 10, 10])
  }).pipe(Effect.provide(fake.port))
})

it.effect("asks for no second page when the first is enough", () => {
  const fake = Fakes.make(1000, { kind: "cursors", arrivals: [] })
  return Effect.gen(function* () {
    const first = yield* Stream.runCollect(Stream.take(Pages.messages(address("cursors"), { limit: 10 }), 5))
    assert.strictEqual(Chunk.size(first), 5)
    assert.isAtMost(fake.requests(), 2)
  }).pipe(Effect.provide(fake.port))
})

it.effect("refuses a cursor of another conversation without asking the provider", () =>
  Effect.gen(function* () {
    const fake = Fakes.make(30, { kind: "page numbers", arrivals: [] })
    const [page] = Chunk.toReadonlyArray(
      yield* Stream.runCollect(Stream.take(Pages.pages(address("page numbers"), { limit: 10 }), 1)).pipe(
        Effect.provide(fake.port)
      )
    )
    const asked = fake.requests()
    const other = yield* ConversationRef.parse("honcho:w/other")
    const failure = yield* Effect.flip(Stream.runDrain(Pages.pages(other, { cursor: page?.next }))).pipe(
      Effect.provide(fake.port)
    )
    assert.strictEqual(failure.error._tag, "InvalidCursor")
    assert.strictEqual(fake.requests(), asked)
  })
)

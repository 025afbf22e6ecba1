/** A sync brings the archive to exactly what the provider has, with as few requests as its lists allow. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as FakeProvider from "./FakeProvider.js"
import * as SyncProperty from "./SyncProperty.js"
import { assertSame, open, syncAll } from "./SyncProperty.js"

/** The number of the request that follows the lists of a sync that finds nothing new. */
const lastRequest = (kind: FakeProvider.Kind): number => (kind === "offsets" ? 3 : 2)

describe.each(FakeProvider.kinds)("a sync of %s", (kind) => {
  it.scoped("finds what is new, changed and gone", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 3)
      fake.grow("b", 250)
      const first = yield* syncAll(archive, fake)
      assert.deepInclude(first, { new: 253, changed: 0, gone: 0, unchanged: 0, faultCount: 0 })
      yield* assertSame(archive, fake)
      fake.edit("a", 1, "edited")
      fake.remove("a", 2)
      fake.grow("b", 2)
      const second = yield* syncAll(archive, fake)
      assert.deepInclude(second, { new: 2, changed: 1, gone: 1, unchanged: 251, faultCount: 0 })
      yield* assertSame(archive, fake)
      fake.vanish("a")
      const third = yield* syncAll(archive, fake)
      assert.deepInclude(third, { new: 0, changed: 0, gone: 2 })
      assert.strictEqual(third.conversations.gone, 1)
      yield* assertSame(archive, fake)
    })
  )

  it.scoped("finds an edit in the middle beside one among the last messages and one among the first", () =>
    Effect.gen(function* () {
      // Honcho's messages never change.
      if (kind === "page numbers") return
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 1450)
      yield* syncAll(archive, fake)
      for (const at of [1, 700, 1448]) fake.edit("a", at, "edited")
      assert.deepInclude(yield* syncAll(archive, fake), { new: 0, changed: 3 })
      yield* assertSame(archive, fake)
    })
  )

  it.scoped(
    "reads a long conversation completely once a week, finds an edit that its list hid, and then reads as little as before",
    () =>
      Effect.gen(function* () {
        const archive = yield* open
        const fake = FakeProvider.make(kind)
        fake.grow("a", 1450)
        yield* syncAll(archive, fake)
        fake.edit("a", 700, "edited")
        fake.grow("a", 3)
        assert.include(yield* syncAll(archive, fake), { new: 3, changed: 0 })
        const { requests } = yield* syncAll(archive, fake)
        yield* TestClock.adjust("6 days")
        assert.include(yield* syncAll(archive, fake), { changed: 0, requests })
        yield* TestClock.adjust("1 day")
        assert.include(yield* syncAll(archive, fake), { new: 0, changed: 1 })
        yield* assertSame(archive, fake)
        assert.include(yield* syncAll(archive, fake), { changed: 0, requests })
        yield* TestClock.adjust("8 days")
        // Only Honcho's list never says that nothing has changed, so that its last reading was one of the end.
        const last = yield* syncAll(archive, fake)
        assert.strictEqual(last.requests > requests, kind === "page numbers")
      })
  )

  it.scoped("finds a conversation that is back, and its messages in their order", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 100)
      yield* syncAll(archive, fake)
      fake.vanish("a")
      yield* syncAll(archive, fake)
      // The messages have the refs that they had before.
      for (const many of [1, 1, 100]) {
        fake.grow("a", many)
        yield* syncAll(archive, fake)
        yield* assertSame(archive, fake)
      }
    })
  )

  it.scoped("asks as little as the list of its provider allows", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("b", 1450)
      // Longer than a page of every provider.
      for (const id of ["a", "c", "d"]) fake.grow(id, 510)
      yield* syncAll(archive, fake)
      // Only Honcho's list does not say what changed.
      const saysNothing = kind === "page numbers"
      assert.strictEqual((yield* syncAll(archive, fake)).requests, saysNothing ? 5 : 1)
      fake.grow("b", 3)
      // Mielto says the end only with a page that has nothing new.
      const pages = kind === "offsets" ? 2 : 1
      const { conversations, new: added, requests } = yield* syncAll(archive, fake)
      assert.deepStrictEqual([added, requests], [3, saysNothing ? 5 : 1 + pages])
      assert.strictEqual(conversations.read, saysNothing ? 4 : 1)
      yield* assertSame(archive, fake)
    })
  )

  it.scoped("gets the messages that were still being written, wherever they are, and reads no more for them", () =>
    Effect.gen(function* () {
      // Honcho's messages never change.
      if (kind === "page numbers") return
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 1450)
      fake.grow("a", 2, "streaming")
      yield* syncAll(archive, fake)
      // Mielto says the end only with a page that has nothing new.
      const pages = kind === "offsets" ? 2 : 1
      const counted = () =>
        ["conversations", "list", "get"].map((name) => fake.requests.filter((r) => r === name).length)
      fake.grow("a", 700)
      assert.include(yield* syncAll(archive, fake), { new: 700, changed: 0 })
      yield* assertSame(archive, fake)
      fake.edit("a", 1450, "finished", "completed")
      assert.include(yield* syncAll(archive, fake), { new: 0, changed: 1, gone: 0 })
      assert.deepStrictEqual(counted(), [1, pages, 2])
      yield* assertSame(archive, fake)
      fake.grow("a", 3)
      assert.include(yield* syncAll(archive, fake), { new: 3, changed: 0 })
      assert.deepStrictEqual(counted(), [1, pages, 1])
      yield* assertSame(archive, fake)
      fake.remove("a", 1451)
      assert.include(yield* syncAll(archive, fake), { new: 0, changed: 0, gone: 1 })
      assert.isAtMost(fake.requests.length, 2 + pages)
      yield* assertSame(archive, fake)
      assert.include(yield* syncAll(archive, fake), { requests: 1 })
    })
  )

  it.scoped("reads the conversation again if a message that was still being written could not be got", () =>
    Effect.gen(function* () {
      if (kind === "page numbers") return
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 1450)
      fake.grow("a", 1, "streaming")
      fake.grow("a", 700)
      yield* syncAll(archive, fake)
      fake.edit("a", 1450, "finished", "completed")
      const failure = new MessageError.ProviderFailure({
        provider: fake.provider,
        reason: "Malformed",
        origin: "provider",
        operation: "get",
        attempts: 1
      })
      fake.fail((request) => (fake.requests.includes("list") && request === lastRequest(kind) ? failure : undefined))
      assert.include(yield* syncAll(archive, fake), { changed: 0, faultCount: 1 })
      fake.fail(() => undefined)
      assert.include(yield* syncAll(archive, fake), { changed: 1, faultCount: 0 })
      yield* assertSame(archive, fake)
    })
  )

  it.scoped("resumes where it stopped when a request failed", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 1200)
      for (let request = 1; ; request++) {
        fake.fail((number) =>
          number === request && request < 20
            ? new MessageError.ProviderFailure({
                provider: fake.provider,
                reason: "Unavailable",
                origin: "provider",
                operation: "list",
                attempts: 1
              })
            : undefined
        )
        const done = yield* Effect.either(syncAll(archive, fake))
        if (done._tag === "Right") {
          assert.isAbove(request, 2)
          break
        }
        fake.grow("a", 1)
      }
      yield* assertSame(archive, fake)
    })
  )

  it.effect("has exactly the provider's messages after each of ten syncs, whatever happened between them", () =>
    Effect.promise(() => SyncProperty.check(kind, 2))
  )
})

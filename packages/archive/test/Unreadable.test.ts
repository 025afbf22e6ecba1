/** Elements that cannot be read: a sync lists them, marks nothing as gone, and reads them again until they can be read. */
import { assert, describe, it } from "@effect/vitest"
import { MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as FakeProvider from "./FakeProvider.js"
import { messagesOf } from "./ArchiveReading.js"
import { assertSame, open, syncAll } from "./SyncProperty.js"

describe.each(FakeProvider.kinds)("an element of %s that cannot be read", (kind) => {
  const ref = (id: string): string => FakeProvider.addressOf(kind, id).ref

  it.scoped("is listed by every sync, and found as soon as it can be read, although the list says nothing", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 2)
      fake.grow("b", 2)
      fake.break("a", 1)
      for (const added of [3, 0]) {
        const report = yield* syncAll(archive, fake)
        assert.deepInclude(report, { new: added, gone: 0, faultCount: 1 })
        const index = kind === "cursors, newest first" ? 0 : 1
        assert.deepStrictEqual(report.faults, [
          { ref: ref("a"), problem: `element ${index} of the page after 0 messages: is not a message` }
        ])
      }
      assert.deepStrictEqual(
        yield* messagesOf(archive, kind, "a"),
        fake.messages("a").filter(({ id }) => id === "m0")
      )
      fake.break("a", 1, false)
      assert.deepInclude(yield* syncAll(archive, fake), { new: 1, gone: 0, faultCount: 0 })
      yield* assertSame(archive, fake)
    })
  )

  it.scoped("in a long conversation is found too, and then a sync needs as few requests as before", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 1450)
      yield* syncAll(archive, fake)
      const { requests } = yield* syncAll(archive, fake)
      fake.grow("a", 3)
      fake.break("a", 1451)
      for (const added of [2, 0, 0])
        assert.deepInclude(yield* syncAll(archive, fake), { new: added, gone: 0, faultCount: 1 })
      fake.break("a", 1451, false)
      assert.deepInclude(yield* syncAll(archive, fake), { new: 1, gone: 0, faultCount: 0 })
      yield* assertSame(archive, fake)
      assert.deepInclude(yield* syncAll(archive, fake), { new: 0, requests, faultCount: 0 })
    })
  )

  it.scoped("is listed by the sync that resumes after an interruption, and nothing is marked as gone", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 1450)
      yield* syncAll(archive, fake)
      const isNewest = kind === "cursors, newest first"
      fake.break("a", isNewest ? 1440 : 7)
      const failure = new MessageError.ProviderFailure({
        provider: fake.provider,
        reason: "Unavailable",
        origin: "provider",
        operation: "list",
        attempts: 1
      })
      fake.fail((request) => (request === 3 ? failure : undefined))
      assert.strictEqual((yield* Effect.flip(syncAll(archive, fake, { full: true })))._tag, "ProviderFailure")
      fake.fail(() => undefined)
      const { faultCount, faults, gone } = yield* syncAll(archive, fake)
      assert.deepStrictEqual([gone, faultCount, faults.map(({ ref }) => ref)], [0, 1, [ref("a")]])
      assert.strictEqual((yield* messagesOf(archive, kind, "a")).length, 1450)
      fake.break("a", isNewest ? 1440 : 7, false)
      assert.deepInclude(yield* syncAll(archive, fake), { new: 0, gone: 0, faultCount: 0 })
      yield* assertSame(archive, fake)
    })
  )

  it.scoped("blocks nothing else: what is gone beside it is marked after the first reading without a fault", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 6)
      yield* syncAll(archive, fake)
      fake.remove("a", 4)
      fake.break("a", 1)
      assert.deepInclude(yield* syncAll(archive, fake), { gone: 0, faultCount: 1 })
      assert.strictEqual((yield* messagesOf(archive, kind, "a")).length, 6)
      fake.break("a", 1, false)
      assert.deepInclude(yield* syncAll(archive, fake), { gone: 1, faultCount: 0 })
      yield* assertSame(archive, fake)
    })
  )

  it.scoped("is listed at most 100 times, and counted every time", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const fake = FakeProvider.make(kind)
      fake.grow("a", 150)
      for (let at = 0; at < 140; at++) fake.break("a", at)
      const { faultCount, faults, new: added } = yield* syncAll(archive, fake)
      assert.deepStrictEqual([added, faultCount, faults.length], [10, 140, 100])
      const one = yield* Effect.provide(archive.sync({ conversation: FakeProvider.addressOf(kind, "a") }), fake.port)
      assert.deepStrictEqual([one.new, one.faultCount, one.faults.length], [0, 140, 100])
    })
  )
})

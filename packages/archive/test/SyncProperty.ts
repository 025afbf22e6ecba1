/** The law of a sync: whatever happens at a provider, the archive has exactly what is there afterwards. */
import { assert } from "@effect/vitest"
import type { MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import type * as Scope from "effect/Scope"
import { setImmediate } from "node:timers/promises"
import type { Archive } from "../src/Archive.js"
import type { ArchiveFailure } from "../src/ArchiveError.js"
import * as ArchiveLayer from "../src/ArchiveLayer.js"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"
import type { SyncOptions, SyncReport } from "../src/sync/SyncReport.js"
import { messagesOf } from "./ArchiveReading.js"
import * as FakeProvider from "./FakeProvider.js"

/** An empty archive in memory. */
export const open: Effect.Effect<Service, never, Scope.Scope> = Effect.map(
  SqliteDatabase.make({ path: ":memory:", setting: "ARCHIVE" }),
  ArchiveLayer.of
)

/** An archive. */
export type Service = typeof Archive.Service

/** Syncs every conversation; the fake counts the requests of this sync alone. */
export const syncAll = (
  archive: Service,
  fake: FakeProvider.FakeProvider,
  options?: SyncOptions
): Effect.Effect<SyncReport, ArchiveFailure | MessageError.MessageError> =>
  Effect.suspend(() => {
    fake.requests.length = 0
    return Effect.provide(archive.sync({ provider: fake.provider }, options), fake.port)
  })

/** Checks that the archive has exactly what the provider has, and that it is sound. */
export const assertSame = (
  archive: Service,
  fake: FakeProvider.FakeProvider
): Effect.Effect<void, ArchiveFailure | MessageError.MessageError> =>
  Effect.gen(function* () {
    for (const id of fake.ids())
      assert.deepStrictEqual(yield* messagesOf(archive, fake.kind, id), fake.messages(id), `${fake.kind} ${id}`)
    const page = yield* archive.port().conversations(fake.provider)
    assert.deepStrictEqual(page.items.map(({ id }) => id).sort(), fake.ids().sort())
    const { findings } = yield* archive.verify()
    assert.deepStrictEqual(findings, [])
  })

/** Checks the law of one kind of lists, in `numRuns` histories of ten syncs. */
export const check = (kind: FakeProvider.Kind, numRuns: number): Promise<void> =>
  FastCheck.assert(
    FastCheck.asyncProperty(
      FastCheck.array(
        FastCheck.array(
          FastCheck.record({
            what: FastCheck.constantFrom("grow", "grow", "edit", "remove", "vanish"),
            id: FastCheck.constantFrom("a", "b", "c"),
            many: FastCheck.constantFrom(1, 2, 99, 100, 101, 230),
            at: FastCheck.nat(400)
          }),
          { maxLength: 4 }
        ),
        { minLength: 10, maxLength: 10 }
      ),
      (rounds) =>
        Effect.gen(function* () {
          const archive = yield* open
          const fake = FakeProvider.make(kind)
          for (const [round, steps] of rounds.entries()) {
            // Honcho's messages never change and are never deleted one by one.
            const isFixed = kind === "page numbers"
            let isHidden = false
            const touched = new Map<string, Set<string>>()
            for (const { at, id, many, what } of steps) {
              if (what === "grow") fake.grow(id, many)
              else if (what === "vanish") fake.vanish(id)
              else if (!isFixed && fake.ids().includes(id))
                if (what === "edit") fake.edit(id, at, `edited in round ${round} at ${at}`)
                else fake.remove(id, at)
              const kinds = touched.get(id) ?? new Set()
              touched.set(id, kinds.add(what))
              // A change in the middle cannot be seen if the conversation grew as well, or was made anew.
              if (kinds.size > 1) isHidden = true
            }
            yield* syncAll(archive, fake, { full: isHidden })
            yield* assertSame(archive, fake)
            // SQLite's client never lets the event loop turn, and the test runner gives up on a worker that does not answer for a minute.
            yield* Effect.promise(() => setImmediate())
          }
        }).pipe(Effect.scoped, Effect.runPromise)
    ),
    { numRuns, endOnFailure: true }
  )

/** Tests what a start waits for, and that lanes continue even if the engine does nothing. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Watchdog from "../src/engine/Watchdog.js"
import * as ExportService from "../src/ExportService.js"
import * as Cancellations from "../src/run/Cancellations.js"
import * as Lane from "../src/run/Lane.js"
import * as LaneStore from "../src/run/LaneStore.js"
import * as Leases from "../src/run/Leases.js"
import * as Pace from "../src/run/Pace.js"
import type { Database } from "../src/store/Database.js"
import { database, port, ref } from "./fakes.js"

const options = { database: { _tag: "Folder", path: "unused" }, settings: { database: "D", runner: "R" } } as const

const serviceOf = (database: Database, begin: Effect.Effect<void>) =>
  Effect.gen(function* () {
    const cancellations = yield* Cancellations.make(Effect.succeed([]))
    const scope = yield* Effect.scope
    return ExportService.make({ begin: () => begin, cancellations, database, options, port: port(), scope })
  })

describe("an export", () => {
  it.scopedLive("is started when it is stored: the engine may be slow", () =>
    Effect.gen(function* () {
      const store = yield* database
      const isAsked = yield* Deferred.make<void>()
      const service = yield* serviceOf(store, Effect.zipRight(Deferred.succeed(isAsked, undefined), Effect.never))
      assert.strictEqual((yield* service.start({ conversations: [ref(0)] }, { id: "e" })).state, "queued")
      yield* Deferred.await(isAsked)
    })
  )

  it.scopedLive("is complete although the engine does nothing, and its lanes are forgotten", () =>
    Effect.gen(function* () {
      const store = yield* database
      const service = yield* serviceOf(store, Effect.void)
      yield* service.start({ conversations: [ref(0), ref(1), ref(2)] }, { id: "e" })
      // The engine has had its time.
      yield* store.use((sql) => sql`UPDATE messages_export_lanes SET due_at = due_at - 10000`)
      const leases = yield* Leases.make(store, "alone")
      const lanes: Lane.Lanes = {
        port: port(),
        store: LaneStore.make(store, "D"),
        pace: Pace.make({ atOnce: () => undefined, wait: () => Effect.succeed(0), pause: () => Effect.void }, 16),
        pageSize: 2,
        line: () => JSON.stringify,
        cancelled: () => Effect.never
      }
      let ended = 0
      const isEnded = yield* Deferred.make<void>()
      yield* Watchdog.run({
        engine: { forget: () => Effect.void, wake: Effect.void },
        database: store,
        rescue: (lane) =>
          Effect.tap(
            leases.hold(lane, (turn) => Lane.run(lanes, lane, turn), 0),
            (outcome) => (outcome === "ended" && ++ended === 3 ? Deferred.succeed(isEnded, undefined) : Effect.void)
          ),
        keep: Duration.days(1)
      })
      yield* Deferred.await(isEnded)
      assert.deepInclude(yield* service.get("e"), { state: "complete", messages: 12 })
      assert.isEmpty(yield* store.use((sql) => sql`SELECT lane FROM messages_export_lanes`))
    })
  )
})

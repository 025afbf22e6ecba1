/** A store with lanes, what can become of its calls, and work for lanes. */
import { SqlError } from "@effect/sql/SqlError"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { LaneId, Outcome } from "../../src/run/Lane.js"
import type { Database } from "../../src/store/Database.js"
import * as ExportRecords from "../../src/store/ExportRecords.js"
import { database, ref } from "../fakes.js"

/** The lane that most tests are about. */
export const lane: LaneId = { id: "e", lane: 0 }

/** A database with an export of two lanes. */
export const store = Effect.tap(database, (database) =>
  ExportRecords.create(database, { id: "e", fingerprint: "f", lanes: 2, refs: [ref(0), ref(1)] })
)

/** Who has the lanes, and how often in a row their provider was away. */
export const lanes = (database: Database) =>
  database.use((sql) =>
    Effect.map(sql`SELECT lane, owner, absences FROM messages_export_lanes ORDER BY lane`, (rows) =>
      rows.map(({ absences, lane, owner }) => [lane, owner, absences])
    )
  )

/** Makes every lane due, as if its server had been silent for a life. */
export const silence = (database: Database) => database.use((sql) => sql`UPDATE messages_export_lanes SET due_at = 0`)

/** A query that renews the lanes of a process. */
export const renewal = "WHERE owner ="

/** What becomes of a call of the database. */
export type Fate = <A>(call: Effect.Effect<A, SqlError>) => Effect.Effect<A, SqlError>

/** The same database, whose next calls have these fates. */
export const fated = (database: Database) => {
  const fates: Array<Fate> = []
  const use: Database["use"] = (statements) =>
    Effect.suspend(() => (fates.shift() ?? answered)(database.use(statements)))
  return { ...database, fates, use }
}

/** It succeeds. */
export const answered: Fate = (call) => call

/** A connection that never answers cannot be interrupted. */
export const hung: Fate = () => Effect.uninterruptible(Effect.never)

/** The database is away. */
export const refused: Fate = () => new SqlError({ cause: new Error("away"), message: "away" })

/** Work that says when it has begun, and waits until it may end. */
export const waiting = Effect.gen(function* () {
  const begun = yield* Deferred.make<void>()
  const end = yield* Deferred.make<Outcome>()
  return {
    isBegun: Deferred.await(begun),
    finish: Deferred.succeed(end, "more"),
    work: () => Effect.zipRight(Deferred.succeed(begun, undefined), Deferred.await(end))
  }
})

/** Work that ends at once. */
export const returns = (outcome: Outcome) => () => Effect.succeed(outcome)

/** The store in a PostgreSQL database, which several servers may share. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { StoreFailure } from "./IdempotencyStore.js"
import * as SqlFailure from "./SqlFailure.js"
import * as SqlStore from "./SqlStore.js"
import * as StoreClock from "./StoreClock.js"

/** Opens the database. `setting` is the variable that a failure names. */
export const make = (url: Redacted.Redacted, setting: string) =>
  Effect.gen(function* () {
    const sql = yield* Effect.mapError(
      PgClient.make({ url, applicationName: "messages-server" }),
      SqlFailure.failed(setting)
    )
    const clock = yield* StoreClock.make
    return yield* SqlStore.make({ sql, clock, now: databaseTime(sql, setting) }, setting)
  }).pipe(Effect.provide(Reactivity.layer))

/** The servers that share the database may have clocks that differ, so they use its clock. */
const databaseTime = (sql: PgClient.PgClient, setting: string) =>
  SqlFailure.run(setting)(sql`SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`).pipe(
    Effect.flatMap(([row]) => decode(row)),
    Effect.mapBoth({
      onSuccess: ({ now }) => now,
      onFailure: (error) =>
        error._tag === "StoreFailure" ? error : new StoreFailure({ problem: `its time cannot be read: see ${setting}` })
    })
  )

const decode = Schema.decodeUnknown(Schema.Struct({ now: Schema.Int }))

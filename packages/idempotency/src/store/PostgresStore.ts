/** The store in a PostgreSQL database, which several servers may share. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as SqlStore from "./SqlStore.js"

/** Opens the database. `setting` is the variable that a failure names. */
export const make = (url: Redacted.Redacted, setting: string) =>
  PgClient.make({ url, applicationName: "messages-server" }).pipe(
    Effect.mapError(SqlStore.failed(setting)),
    Effect.flatMap((sql) => SqlStore.make(sql, setting)),
    Effect.provide(Reactivity.layer)
  )

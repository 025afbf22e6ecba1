/** The database and the shards of several servers, in PostgreSQL. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as ClusterRunner from "../engine/ClusterRunner.js"
import type { Database } from "../ExportsOptions.js"
import * as PostgresDatabase from "./PostgresDatabase.js"

/** How many connections a server has: one is for its locks. */
const connections = 8

/** Opens the database. */
export const open = ({ runner, url }: Extract<Database, { readonly _tag: "Postgres" }>) =>
  Effect.gen(function* () {
    const sql = yield* PgClient.make({ url, maxConnections: connections, applicationName: "messages-exports" })
    return { database: PostgresDatabase.of(sql), shards: ClusterRunner.layer(runner, sql) }
  }).pipe(Effect.provide(Reactivity.layer))

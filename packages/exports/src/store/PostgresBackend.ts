/** The database and the shards of several servers, in PostgreSQL. */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as ClusterRunner from "../engine/ClusterRunner.js"
import type { Database } from "../ExportsOptions.js"
import * as Creation from "./Creation.js"
import * as PostgresDatabase from "./PostgresDatabase.js"

/** How many connections a server has: one is for its locks. */
const connections = 8

/** Opens the database. */
export const open = ({ runner, url }: Extract<Database, { readonly _tag: "Postgres" }>) =>
  Effect.gen(function* () {
    const sql = yield* PgClient.make({
      url: Redacted.make(withSession(Redacted.value(url))),
      maxConnections: connections,
      applicationName: "messages-exports"
    })
    return { database: PostgresDatabase.of(sql), shards: ClusterRunner.layer(runner, sql), alone: Creation.alone(sql) }
  }).pipe(Effect.provide(Reactivity.layer))

/**
 * A server that hangs during a transaction would keep its rows locked and all other servers waiting, so the database ends such a session after
 * five seconds. After a power cut, the connection is never closed; keepalives let the database notice within a minute.
 */
const session = {
  idle_in_transaction_session_timeout: 5000,
  tcp_keepalives_idle: 30,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 3
}

/** The URL with the session's settings, unless it already has some. */
const withSession = (url: string): string =>
  /[?&]options=/.test(url)
    ? url
    : `${url}${url.includes("?") ? "&" : "?"}options=${encodeURIComponent(
        Object.entries(session)
          .map(([name, value]) => `-c ${name}=${value}`)
          .join(" ")
      )}`

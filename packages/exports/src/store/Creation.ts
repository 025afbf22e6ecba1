/** Lets one server at a time create what a new PostgreSQL database lacks: if two create the same table at once, PostgreSQL refuses one of them. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"

/**
 * Runs an effect while no other server runs one. The lock belongs to a transaction of its own, so the database frees it when the server dies,
 * and ends the session of a server that hangs.
 */
export const alone =
  (sql: SqlClient.SqlClient) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
    Effect.acquireUseRelease(
      Scope.make(),
      (scope) => Effect.zipRight(Scope.extend(lock(sql), scope), effect),
      (scope) => Scope.close(scope, Exit.void)
    )

const lock = (sql: SqlClient.SqlClient) =>
  Effect.gen(function* () {
    const connection = yield* sql.reserve
    const run = (statement: string, parameters: ReadonlyArray<number> = []) =>
      connection.executeRaw(statement, parameters)
    yield* run("BEGIN")
    yield* Effect.addFinalizer(() => Effect.ignore(run("COMMIT")))
    yield* run("SELECT pg_advisory_xact_lock($1::int, 1)", [lockClass])
  })

/** The class of the advisory locks of exports ("msge"). */
const lockClass = 0x6d736765

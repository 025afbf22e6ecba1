/** A PostgreSQL database, which several servers may share. */
import type * as PgClient from "@effect/sql-pg/PgClient"
import type { Database } from "./Database.js"

/** The database of a client. */
export const of = (sql: PgClient.PgClient): Database => ({
  dialect: "postgres",
  use: (statements) => statements(sql),
  transaction: (statements) => sql.withTransaction(statements(sql))
})

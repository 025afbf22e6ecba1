/** A PostgreSQL server for tests. */
export * as FreePort from "./FreePort.js"
export * as Postgres from "./Postgres.js"

/** A PostgreSQL server for tests. */
export * as Postgres from "./Postgres.js"

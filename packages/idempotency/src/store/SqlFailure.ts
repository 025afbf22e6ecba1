/** Turns errors of databases into failures of the store. */
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { StoreFailure } from "./IdempotencyStore.js"

/** Turns the failure of a statement into a `StoreFailure`. */
export const run =
  (setting: string) =>
  <A, R>(statement: Effect.Effect<A, SqlError, R>) =>
    Effect.mapError(statement, failed(setting))

/** Gives only the code, such as `SQLITE_READONLY`, `ECONNREFUSED` or `25006`: messages of databases repeat what was sent. */
export const failed =
  (setting: string) =>
  (error: { readonly cause?: unknown }): StoreFailure =>
    new StoreFailure({ problem: `${code(error)}: see ${setting}`, isBusy: isBusy(error) })

/** Whether SQLite's file is locked by another program, so that a retry will help. */
export const isBusy = (error: { readonly cause?: unknown }): boolean => code(error).startsWith("SQLITE_BUSY")

const code = ({ cause }: { readonly cause?: unknown }): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" && /^\w{1,40}$/.test(cause.code)
    ? cause.code
    : "it failed"

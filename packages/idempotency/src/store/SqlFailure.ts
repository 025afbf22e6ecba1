/** Turns errors of databases into failures of the store. */
import type { SqlError } from "@effect/sql/SqlError"
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
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
    new StoreFailure({ problem: `${ErrorCode.of(error.cause) ?? "it failed"}: see ${setting}`, isBusy: isBusy(error) })

/** Whether SQLite's file is locked by another program, so that a retry will help. */
export const isBusy = (error: { readonly cause?: unknown }): boolean =>
  ErrorCode.of(error.cause)?.startsWith("SQLITE_BUSY") === true

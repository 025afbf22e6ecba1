/** Runs calls to the file system, and turns their errors into `StorageFailure`. */
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { StorageFailure } from "../export/ExportFailure.js"

/** The result of a call, or a `StorageFailure` with the system's code. */
export const attempt = <A>(path: string, run: () => Promise<A>): Effect.Effect<A, StorageFailure> =>
  Effect.tryPromise({ try: run, catch: (error) => new StorageFailure({ path, cause: ErrorCode.orName(error) }) })

/** The same for what takes so little time that no other thread is needed. */
export const attemptSync = <A>(path: string, run: () => A): Effect.Effect<A, StorageFailure> =>
  Effect.try({ try: run, catch: (error) => new StorageFailure({ path, cause: ErrorCode.orName(error) }) })

/** The result, or `missing` if there is no such file. */
export const orMissing = <A, B>(
  effect: Effect.Effect<A, StorageFailure>,
  missing: B
): Effect.Effect<A | B, StorageFailure> =>
  Effect.catchIf(
    effect,
    ({ cause }) => cause === "ENOENT",
    () => Effect.succeed(missing)
  )

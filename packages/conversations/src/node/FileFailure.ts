/** Runs calls to the file system, and turns their errors into `StorageFailure`. */
import * as Effect from "effect/Effect"
import { StorageFailure } from "../export/ExportFailure.js"

/** The result of a call, or a `StorageFailure` with the system's code. */
export const attempt = <A>(path: string, run: () => Promise<A>): Effect.Effect<A, StorageFailure> =>
  Effect.tryPromise({ try: run, catch: (error) => new StorageFailure({ path, cause: codeOf(error) }) })

/** The same for what takes so little time that no other thread is needed. */
export const attemptSync = <A>(path: string, run: () => A): Effect.Effect<A, StorageFailure> =>
  Effect.try({ try: run, catch: (error) => new StorageFailure({ path, cause: codeOf(error) }) })

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

/** The system's code of an error, such as ENOSPC. */
export const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error)

/** A file that appears only when it is complete: until then its text is in a file beside it. An existing file is never replaced. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { link, open as openFile, rm, stat } from "node:fs/promises"
import { ExportFileConflict, type StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** A file that is being written. */
export interface NewFile {
  /** Writes more text. */
  readonly write: (text: string) => Effect.Effect<void, StorageFailure>
  /** Makes the text durable, and the file appear. */
  readonly finish: Effect.Effect<void, ExportFileConflict | StorageFailure>
}

/** Starts a new file. If the scope ends before `finish`, the file is deleted. A path that exists is an `ExportFileConflict`. */
export const open = (path: string): Effect.Effect<NewFile, ExportFileConflict | StorageFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const found = yield* FileFailure.orMissing(
      FileFailure.attempt(path, () => stat(path)),
      undefined
    )
    if (found !== undefined) return yield* taken(path)
    const beside = `${path}.new`
    const handle = yield* Effect.acquireRelease(
      FileFailure.attempt(beside, () => openFile(beside, "w")),
      (handle) =>
        Effect.promise(async () => {
          await handle.close().catch(() => undefined)
          await rm(beside, { force: true }).catch(() => undefined)
        })
    )
    return {
      write: (text) => (text === "" ? Effect.void : FileFailure.attempt(beside, () => handle.appendFile(text))),
      finish: Effect.gen(function* () {
        yield* FileFailure.attempt(beside, () => handle.datasync())
        // Unlike a rename, a link fails if the file exists.
        yield* Effect.catchIf(
          FileFailure.attempt(path, () => link(beside, path)),
          ({ cause }) => cause === "EEXIST",
          () => taken(path)
        )
      })
    }
  })

const taken = (path: string) =>
  Effect.fail(new ExportFileConflict({ path, problem: "a file of this name exists; choose another one" }))

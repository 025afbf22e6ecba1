/** A small file that is overwritten in place: it survives the end of the process, but a power failure may leave any mix of old and new bytes. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { closeSync, openSync, writeSync } from "node:fs"
import { unlink } from "node:fs/promises"
import type { StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** A file that can be overwritten. It is created with the first text. */
export interface OverwrittenFile {
  /** Writes the text, padded with spaces if the text before was longer. */
  readonly write: (text: string) => Effect.Effect<void, StorageFailure>
  /** Removes the file, if it is there. */
  readonly remove: Effect.Effect<void, StorageFailure>
}

/**
 * The file at a path, which closes with the scope. It is written at once and not in the thread pool, because a few kilobytes are copied
 * into the memory of the system in less time than it takes to hand them to another thread.
 */
export const at = (path: string): Effect.Effect<OverwrittenFile, never, Scope.Scope> => {
  let file: number | undefined
  let length = 0
  return Effect.acquireRelease(
    Effect.succeed({
      write: (text) =>
        FileFailure.attemptSync(path, () => {
          file ??= openSync(path, "w")
          const data = Buffer.from(text)
          length = Math.max(length, data.length)
          const padded = Buffer.alloc(length, " ")
          data.copy(padded)
          let written = 0
          while (written < length) written += writeSync(file, padded, written, length - written, written)
        }),
      remove: FileFailure.orMissing(
        FileFailure.attempt(path, () => unlink(path)),
        undefined
      )
    }),
    () =>
      Effect.ignore(
        FileFailure.attemptSync(path, () => {
          if (file !== undefined) closeSync(file)
        })
      )
  )
}

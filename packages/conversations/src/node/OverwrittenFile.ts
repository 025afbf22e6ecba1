/** A small file that is overwritten in place: it survives the end of the process, but a power failure may leave any mix of old and new bytes. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type FileHandle, open as openFile, unlink } from "node:fs/promises"
import type { StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** A file that can be overwritten. It is created with the first text. */
export interface OverwrittenFile {
  /** Sets the new text, which stays in memory until the next `write`. */
  readonly set: (text: string) => void
  /** Writes the text, padded with spaces if the text before was longer. */
  readonly write: Effect.Effect<void, StorageFailure>
  /** Removes the file, if it is there. */
  readonly remove: Effect.Effect<void, StorageFailure>
}

/** The file at a path, which closes with the scope. */
export const at = (path: string): Effect.Effect<OverwrittenFile, never, Scope.Scope> => {
  let handle: FileHandle | undefined
  let next = ""
  let length = 0
  return Effect.acquireRelease(
    Effect.succeed({
      set: (text) => {
        next = text
      },
      write: FileFailure.attempt(path, async () => {
        handle ??= await openFile(path, "w")
        const data = Buffer.from(next)
        length = Math.max(length, data.length)
        await handle.write(Buffer.concat([data, Buffer.alloc(length - data.length, " ")]), 0, length, 0)
      }),
      remove: FileFailure.orMissing(
        FileFailure.attempt(path, () => unlink(path)),
        undefined
      )
    }),
    () => Effect.promise(async () => handle?.close().catch(() => undefined))
  )
}

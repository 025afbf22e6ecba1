/** A small file that is replaced in one step, which survives a crash: written beside it, made durable, and renamed. */
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type FileHandle, open as openFile, rename } from "node:fs/promises"
import { dirname } from "node:path"
import type { StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** A file that can be replaced. */
export interface ReplacedFile {
  /** Sets the new text, which stays in memory until the next `flush`. */
  readonly set: (text: string) => void
  /** Replaces the file with the text, durably. */
  readonly flush: Effect.Effect<void, StorageFailure>
}

/** Opens the folder of the file, which is made durable after each rename. */
export const open = (path: string): Effect.Effect<ReplacedFile, StorageFailure, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      FileFailure.attempt(path, () => openFile(dirname(path), "r")),
      (folder) => Effect.promise(() => folder.close().catch(() => undefined))
    ),
    (folder) => {
      const beside = `${path}.new`
      let next = ""
      return {
        set: (text) => {
          next = text
        },
        flush: FileFailure.attempt(path, async () => {
          const handle = await openFile(beside, "w")
          try {
            await handle.writeFile(next)
            await handle.datasync()
          } finally {
            await handle.close()
          }
          await rename(beside, path)
          await syncFolder(folder)
        })
      }
    }
  )

const syncFolder = (folder: FileHandle): Promise<void> =>
  folder.sync().catch((error: unknown) => {
    // Some file systems cannot sync a folder.
    if (ErrorCode.of(error) !== "EINVAL" && ErrorCode.of(error) !== "EPERM") throw error
  })

/** A file that is cut to a length and then only grows, with the digest of what it holds. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createHash, type Hash } from "node:crypto"
import { createReadStream } from "node:fs"
import { type FileHandle, open as openFile } from "node:fs/promises"
import { StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** A file that is open for writing. */
export interface AppendedFile {
  /** Takes lines, and gives the length and the digest of the file with them. They are in memory until the next `write`. */
  readonly add: (lines: ReadonlyArray<string>) => Sum
  /** Writes what was added. */
  readonly write: Effect.Effect<void, StorageFailure>
  /** Makes durable what was written. */
  readonly sync: Effect.Effect<void, StorageFailure>
}

/** What a file holds: its length in bytes, and their SHA-256 in hexadecimal. */
export interface Sum {
  readonly bytes: number
  readonly digest: string
}

/** The sum of a file, or of its first bytes. */
export const sum = (path: string, length?: number): Effect.Effect<Sum, StorageFailure> =>
  Effect.map(hashed(path, length), ({ bytes, hash }) => ({ bytes, digest: hash.digest("hex") }))

/** Opens a file, makes it if it is not there, and cuts it to `length`. What is left must have the digest. */
export const open = (
  path: string,
  length: number,
  digest: string
): Effect.Effect<AppendedFile, StorageFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const handle = yield* Effect.acquireRelease(
      FileFailure.attempt(path, () => openAppendable(path)),
      (handle) => Effect.promise(() => handle.close().catch(() => undefined))
    )
    const { size } = yield* FileFailure.attempt(path, () => handle.stat())
    if (size < length) return yield* new StorageFailure({ path, cause: "it is shorter than its state says" })
    if (size > length) yield* FileFailure.attempt(path, () => handle.truncate(length))
    const { hash } = yield* hashed(path, length)
    if (hash.copy().digest("hex") !== digest)
      return yield* new StorageFailure({ path, cause: "it was altered: its digest is not that of its state" })
    let written = length
    let end = length
    let added: Array<Uint8Array> = []
    return {
      add: (lines) => {
        if (lines.length > 0) {
          const data = Buffer.from(`${lines.join("\n")}\n`)
          added.push(data)
          hash.update(data)
          end += data.length
        }
        return { bytes: end, digest: hash.copy().digest("hex") }
      },
      // One effect for all pages: those that wait for a promise are linked, and would keep every page until a search of the whole heap.
      write: FileFailure.attempt(path, async () => {
        const chunks = added
        added = []
        for (const chunk of chunks) {
          await writeAll(handle, chunk, written)
          written += chunk.length
        }
      }),
      sync: FileFailure.attempt(path, () => handle.datasync())
    }
  })

/** The hash of a file or of its first bytes, to go on with. */
const hashed = (path: string, length = Infinity): Effect.Effect<{ bytes: number; hash: Hash }, StorageFailure> =>
  FileFailure.attempt(path, async () => {
    const hash = createHash("sha256")
    let bytes = 0
    if (length === 0) return { bytes, hash }
    for await (const read of createReadStream(path, { end: length - 1 })) {
      const chunk: Buffer = read
      hash.update(chunk)
      bytes += chunk.length
    }
    return { bytes, hash }
  })

/** Neither "a" nor "w": the place of every write is given, and what is there stays. */
const openAppendable = async (path: string): Promise<FileHandle> => {
  try {
    return await openFile(path, "r+")
  } catch (error) {
    if (FileFailure.codeOf(error) !== "ENOENT") throw error
    return openFile(path, "wx+")
  }
}

const writeAll = async (handle: FileHandle, data: Uint8Array, position: number): Promise<void> => {
  let written = 0
  while (written < data.length) {
    const { bytesWritten } = await handle.write(data, written, data.length - written, position + written)
    written += bytesWritten
  }
}

/** An append-only file with the digest of its content. Opening it may truncate it to a known length. */
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createHash, type Hash } from "node:crypto"
import { createReadStream } from "node:fs"
import { type FileHandle, open as openFile } from "node:fs/promises"
import { StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** A file that is open for writing. */
export interface AppendedFile {
  /** Adds lines, and returns the length and digest of the file including them. They stay in memory until the next `write`. */
  readonly add: (lines: ReadonlyArray<string>) => Sum
  /** Writes what was added. */
  readonly write: Effect.Effect<void, StorageFailure>
  /** Makes everything that was written durable. */
  readonly sync: Effect.Effect<void, StorageFailure>
}

/** The length of a file in bytes, and its SHA-256 in hexadecimal. */
export interface Sum {
  readonly bytes: number
  readonly digest: string
}

/** The length and digest of a file, or of its first `length` bytes. */
export const sum = (path: string, length?: number): Effect.Effect<Sum, StorageFailure> =>
  Effect.map(hashed(path, length), ({ bytes, hash }) => ({ bytes, digest: hash.digest("hex") }))

/** Opens or creates a file, and truncates it to `length`. The rest must match the digest. */
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
      return yield* new StorageFailure({ path, cause: "it was altered: it does not match the digest in its state" })
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
      // One effect for all pages. Effects that wait for a promise are linked, and would keep every page alive until a full garbage collection.
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

/** The running hash of a file or of its first bytes. */
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

/** Neither "a" nor "w": every write has an explicit position, and the existing content must stay. */
const openAppendable = async (path: string): Promise<FileHandle> => {
  try {
    return await openFile(path, "r+")
  } catch (error) {
    if (ErrorCode.of(error) !== "ENOENT") throw error
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

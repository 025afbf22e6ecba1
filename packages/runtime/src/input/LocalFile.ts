/** Reads and writes local files whole, with errors that say in words what is wrong. */
import { ErrorCode } from "@org/messages-core"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { createReadStream } from "node:fs"
import { open, writeFile } from "node:fs/promises"
import * as ByteStream from "./ByteStream.js"

/** A file that cannot be used; `reason` completes "it …". */
export class UnreadableFile extends Data.TaggedError("UnreadableFile")<{
  /** The path as it was given. */
  readonly path: string
  /** Why the file cannot be used, as the end of a sentence that begins with "it". */
  readonly reason: string
  /** What the file was for; it was to be attached if absent. */
  readonly use?: "read" | "written"
}> {
  override get message(): string {
    return `${this.path} cannot be ${this.use ?? "attached"}: it ${this.reason}`
  }
}

/** The bytes of a file, up to the limit of `ByteStream`. */
export const read = Effect.fn("LocalFile.read")(function* (path: string, use?: "read") {
  const fail = (reason: string) => new UnreadableFile({ path, reason, ...(use !== undefined && { use }) })
  const bytes = yield* Effect.tryPromise({
    try: () => ByteStream.collect(createReadStream(path)),
    catch: (cause) => fail(reasonOf(ErrorCode.of(cause) ?? "unknown", "read"))
  })
  if (bytes !== undefined) return bytes
  return yield* fail(`is larger than ${ByteStream.maximum / 1024 / 1024} MiB`)
})

/** A file piece by piece, however large it is. A piece is good until the next is asked for. It rejects with the error of the system. */
export async function* chunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path)
  try {
    // A stream would have a buffer for every piece, which is memory until it is collected.
    const buffer = new Uint8Array(65_536)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Why a file cannot be read, from an error of the system. */
export const unreadable = (path: string, cause: unknown): UnreadableFile =>
  new UnreadableFile({ path, use: "read", reason: reasonOf(ErrorCode.of(cause) ?? "unknown", "read") })

/** Writes a text to a file, and replaces what the file had. */
export const write = (path: string, text: string): Effect.Effect<void, UnreadableFile> =>
  Effect.tryPromise({
    try: () => writeFile(path, text),
    catch: (cause) =>
      new UnreadableFile({ path, use: "written", reason: reasonOf(ErrorCode.of(cause) ?? "unknown", "written") })
  })

const reasonOf = (code: string, use: "read" | "written"): string => reasons(use)[code] ?? `cannot be ${use} (${code})`

const reasons = (use: "read" | "written"): { readonly [code: string]: string } => ({
  ENOENT:
    use === "read" ? "does not exist (no such file or directory)" : "has no directory (no such file or directory)",
  EISDIR: "is a directory",
  EACCES: `may not be ${use} (permission denied)`,
  EPERM: `may not be ${use} (operation not permitted)`,
  ENOTDIR: "does not exist (a part of its path is not a directory)",
  ENAMETOOLONG: "has a name that is too long",
  ELOOP: "is a symbolic link that leads to itself",
  ENOSPC: "has no room on its disk",
  EROFS: "is on a disk that may only be read",
  ERR_INVALID_ARG_VALUE: "has a name that cannot be used"
})

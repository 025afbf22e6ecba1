/** Reads a local file into a canonical file part. */
import type { Part } from "@org/messages-core"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { createReadStream } from "node:fs"
import { basename } from "node:path"
import * as SystemError from "../SystemError.js"
import * as ByteStream from "./ByteStream.js"
import * as MediaType from "./MediaType.js"
import * as Utf8 from "./Utf8.js"

/** A file that cannot be attached; `reason` completes "it …". */
export class UnreadableFile extends Data.TaggedError("UnreadableFile")<{
  readonly path: string
  readonly reason: string
}> {
  override get message(): string {
    return `${this.path} cannot be attached: it ${this.reason}`
  }
}

type Read = (path: string) => Effect.Effect<Part.File, UnreadableFile>

/** Reads an image. The part has no name, because providers keep none. The provider decides which kinds and sizes it accepts. */
export const image: Read = Effect.fn("Attachment.image")(function* (path) {
  const bytes = yield* read(path)
  return binary(MediaType.of(bytes, path) ?? "application/octet-stream", bytes)
})

/** Reads a PDF or an image as bytes, and anything else as text. */
export const file: Read = Effect.fn("Attachment.file")(function* (path) {
  const bytes = yield* read(path)
  const filename = basename(path)
  const mediaType = MediaType.of(bytes, filename) ?? "text/plain"
  if (!MediaType.isText(mediaType)) return { ...binary(mediaType, bytes), filename }
  const text = Utf8.decode(bytes)
  if (Either.isLeft(text) || text.right.includes("\0"))
    return yield* new UnreadableFile({ path, reason: "is neither a PDF nor text in UTF-8" })
  return { type: "file", mediaType, text: text.right, filename }
})

const binary = (mediaType: string, bytes: Uint8Array): Part.File => ({
  type: "file",
  mediaType,
  data: Buffer.from(bytes).toString("base64")
})

const read = Effect.fn("Attachment.read")(function* (path: string) {
  const bytes = yield* Effect.tryPromise({
    try: () => ByteStream.collect(createReadStream(path)),
    catch: (cause) => new UnreadableFile({ path, reason: reasonOf(SystemError.of(cause) ?? "unknown") })
  })
  if (bytes !== undefined) return bytes
  return yield* new UnreadableFile({ path, reason: `is larger than ${ByteStream.maximum / 1024 / 1024} MiB` })
})

const reasonOf = (code: string): string => reasons[code] ?? `cannot be read (${code})`

const reasons: { readonly [code: string]: string } = {
  ENOENT: "does not exist (no such file or directory)",
  EISDIR: "is a directory",
  EACCES: "may not be read (permission denied)",
  EPERM: "may not be read (operation not permitted)",
  ENOTDIR: "does not exist (a part of its path is not a directory)",
  ENAMETOOLONG: "has a name that is too long",
  ELOOP: "is a symbolic link that leads to itself",
  ERR_INVALID_ARG_VALUE: "has a name that cannot be used"
}

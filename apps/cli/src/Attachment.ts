/** Reads a file of this machine into a canonical file part. */
import type * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type { Part } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Bytes from "./Bytes.js"
import * as ErrorCode from "./ErrorCode.js"
import { Unreadable } from "./Failure.js"
import * as MediaType from "./MediaType.js"

type Read = (path: string) => Effect.Effect<Part.File, Unreadable, FileSystem.FileSystem | Path.Path>

/** An image, by its bytes alone: providers keep no name of an image. Which kinds and sizes are taken is the provider's to say. */
export const image: Read = Effect.fn("Attachment.image")(function* (path) {
  const { bytes, filename } = yield* read(path)
  return binary(MediaType.of(bytes, filename) ?? "application/octet-stream", bytes)
})

/** A PDF or an image by its bytes, anything else as its text. */
export const file: Read = Effect.fn("Attachment.file")(function* (path) {
  const { bytes, filename } = yield* read(path)
  const mediaType = MediaType.of(bytes, filename) ?? "text/plain"
  if (!MediaType.isText(mediaType)) return { ...binary(mediaType, bytes), filename }
  const text = Bytes.decode(bytes)
  if (Either.isLeft(text) || text.right.includes("\0"))
    return yield* new Unreadable({ path, reason: "is neither a PDF nor text in UTF-8" })
  return { type: "file", mediaType, text: text.right, filename }
})

const binary = (mediaType: string, bytes: Uint8Array): Part.File => ({
  type: "file",
  mediaType,
  data: Encoding.encodeBase64(bytes)
})

const read = Effect.fn("Attachment.read")(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  const { basename } = yield* Path.Path
  const unreadable = (reason: string) => new Unreadable({ path, reason })
  const bytes = yield* Bytes.collect(files.stream(path)).pipe(Effect.mapError((error) => unreadable(reasonOf(error))))
  if (bytes === undefined) return yield* unreadable(`is larger than ${Bytes.maximum / 1024 / 1024} MiB`)
  return { bytes, filename: basename(path) }
})

const reasonOf = (error: PlatformError.PlatformError): string => {
  if (error._tag === "BadArgument") return "has a name that cannot be used"
  const code = ErrorCode.of(error.cause) ?? error.reason
  return reasons[code] ?? `cannot be read (${code})`
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: "does not exist (no such file or directory)",
  EISDIR: "is a directory",
  EACCES: "may not be read (permission denied)",
  EPERM: "may not be read (operation not permitted)",
  ENOTDIR: "does not exist (a part of its path is not a directory)",
  ENAMETOOLONG: "has a name that is too long",
  ELOOP: "is a symbolic link that leads to itself"
}

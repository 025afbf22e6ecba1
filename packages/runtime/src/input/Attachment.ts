/** Reads a local file into a canonical file part. */
import type { Part } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { basename } from "node:path"
import { read, UnreadableFile } from "./LocalFile.js"
import * as MediaType from "./MediaType.js"
import * as Utf8 from "./Utf8.js"

export { UnreadableFile }

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

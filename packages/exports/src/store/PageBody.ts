/** The lines of one page as bytes: joined by line feeds and deflated. */
import * as Effect from "effect/Effect"
import { promisify } from "node:util"
import { deflateRaw, inflateRaw } from "node:zlib"

const deflate = promisify<Uint8Array, { readonly level: number }, Buffer>(deflateRaw)
const inflate = promisify<Uint8Array, Buffer>(inflateRaw)

/** The bytes of lines, none of which has a line feed. */
export const encode = (lines: ReadonlyArray<string>): Effect.Effect<Uint8Array> =>
  Effect.promise(() => deflate(Buffer.from(lines.join("\n")), { level: 3 }))

/** The lines of bytes. Bytes that were not made by `encode` are a defect. */
export const decode = (body: Uint8Array): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(
    Effect.promise(() => inflate(body)),
    (text) => text.toString("utf8").split("\n")
  )

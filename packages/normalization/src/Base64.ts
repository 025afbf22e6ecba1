/** The bytes of a file in base64, checked without being decoded: encoding megabytes again would keep other requests waiting. */
import { DataUrl } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"

/** A file in base64. */
export interface Base64 {
  /** The base64 without line breaks, as an encoder writes it. */
  readonly text: string
  /** How many bytes it holds. */
  readonly length: number
  /** Its first bytes, at least 1024 of them if it has so many. */
  readonly head: Uint8Array
}

/** Reads base64, which may have line breaks; gives `undefined` for any other text. Only its beginning and its end are decoded. */
export const read = (base64: string): Base64 | undefined => {
  const clean = base64.replace(/[\r\n]/g, "")
  if (!DataUrl.isBase64(clean)) return undefined
  const end = Math.max(0, clean.length - quantum)
  const last = decode(clean.slice(end))
  return {
    // The unused bits of the last character may be set, which no encoder does.
    text: clean.slice(0, end) + Encoding.encodeBase64(last),
    length: (end / quantum) * 3 + last.length,
    head: decode(clean.slice(0, headLength))
  }
}

/** How many bytes clean base64 holds. */
export const length = (clean: string): number =>
  Math.floor(((clean.length - (clean.endsWith("==") ? 2 : clean.endsWith("=") ? 1 : 0)) * 3) / quantum)

/** So many characters stand for three bytes. */
const quantum = 4

const headLength = 342 * quantum

const decode = (base64: string): Uint8Array => Either.getOrElse(Encoding.decodeBase64(base64), () => new Uint8Array(0))

/** Measures JSON by its bytes, before it is parsed: parsing takes time and memory that its size alone does not bound. */

/** The limits for a JSON text. */
export interface JsonLimits {
  /** Values, nested ones included. A key of an object counts as three, because an object costs as much more than an array. */
  readonly values: number
  /** How deep objects and arrays may nest. */
  readonly depth: number
  /** Characters of a number. */
  readonly digits: number
}

/** How many values a key counts as. */
export const keyCost = 3

/** The first limit that a JSON text exceeds, or `undefined`. For bytes that are not JSON, either result is possible. */
export const excess = (bytes: Uint8Array, limits: JsonLimits): keyof JsonLimits | undefined => {
  let values = 0
  let depth = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    switch (kinds[byte]) {
      case quote:
        index = endOfString(bytes, index)
        values += 1
        break
      case open:
        values += 1
        depth += 1
        if (depth > limits.depth) return "depth"
        break
      case close:
        depth -= 1
        break
      case colon:
        // The key was counted once, as a string.
        values += keyCost - 1
        break
      case token: {
        const start = index
        while (kinds[bytes[index + 1] ?? 0] === token) index += 1
        if (index - start >= limits.digits) return "digits"
        values += 1
      }
    }
    if (values > limits.values) return "values"
  }
  return undefined
}

/** How many bytes are outside of base64 strings, counted up to `maximum + 1`. A parser only copies base64; everything else takes time. */
export const bytesOutsideBase64 = (bytes: Uint8Array, maximum: number): number => {
  let outside = 0
  let isInString = false
  for (let index = 0; index < bytes.length && outside <= maximum; index++) {
    if (isInString) {
      const end = endOfBase64(bytes, index)
      if (end - index < shortestBase64) outside += end - index
      index = end
      if (bytes[index] === backslash) {
        index += 1
        outside += 1
      } else if (bytes[index] === quoteByte) isInString = false
    } else isInString = bytes[index] === quoteByte
    if (index < bytes.length) outside += 1
  }
  return Math.min(outside, maximum + 1)
}

/** The shortest run that counts as base64; a shorter one may be a word. */
const shortestBase64 = 1_024

const quoteByte = 0x22
const backslash = 0x5c
const slash = 0x2f

/** Where the run of base64 ends that begins at `index`. Some programs write `\/` for a slash. */
const endOfBase64 = (bytes: Uint8Array, index: number): number => {
  let end = index
  while (end < bytes.length) {
    if (isBase64[bytes[end] ?? 0] === 1) end += 1
    else if (bytes[end] === backslash && bytes[end + 1] === slash) end += 2
    else break
  }
  return end
}

const endOfString = (bytes: Uint8Array, start: number): number => {
  let index = start + 1
  while (index < bytes.length && bytes[index] !== quoteByte) index += bytes[index] === backslash ? 2 : 1
  return index
}

const table = (characters: string, kind: number, all: Uint8Array = new Uint8Array(256)): Uint8Array => {
  for (let index = 0; index < characters.length; index++) all[characters.charCodeAt(index)] = kind
  return all
}

const letters = "abcdefghijklmnopqrstuvwxyz"
const digits = "0123456789"

const isBase64 = table(`${letters}${letters.toUpperCase()}${digits}+/-_=`, 1)

const quote = 1
const open = 2
const close = 3
const token = 4
const colon = 5

/** What a byte starts, outside of strings. A token is a number or a literal. */
const structure = table(":", colon, table("]}", close, table("[{", open, table('"', quote))))
const kinds = table(`${letters}${digits}+-.E`, token, structure)

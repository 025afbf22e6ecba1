/** The name of the file that keeps a conversation, made from its ref. */
import { createHash } from "node:crypto"

/** A name without an extension. Different refs have different names, even on file systems that ignore case. */
export const of = (ref: string): string => {
  const name = ref.replace(/[^a-z0-9_-]/gu, (character) =>
    character === ":" || character === "/" ? "." : `=${character.codePointAt(0)?.toString(16)}`
  )
  return name.length <= maximum ? name : `${name.slice(0, kept)}.${hash(ref)}`
}

/** The longest name. File systems allow 255 bytes, and the extensions need some of them. */
const maximum = 180
const kept = 120

/** The first 16 digits of a text's SHA-256. */
export const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16)

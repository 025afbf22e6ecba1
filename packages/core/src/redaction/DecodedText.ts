/** Decodes text that a server may have encoded: escapes, percent-encoding, variants of letters, and invisible characters. */

/** The decoded characters of a text, each with its position in the original. */
export interface DecodedText {
  readonly characters: string
  readonly starts: ReadonlyArray<number>
  readonly ends: ReadonlyArray<number>
}

/** Decodes percent-encoding and the escapes of JSON, HTML and JSON Pointer, even if they were applied repeatedly, and drops invisible characters. */
export const of = (text: string): DecodedText => {
  const starts: Array<number> = []
  const ends: Array<number> = []
  let characters = ""
  for (const match of text.matchAll(tokens)) {
    const plain = decode(match)
    for (const unit of invisible.test(plain) ? "" : plain.split("")) {
      characters += unit
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
  }
  return { characters, starts, ends }
}

/** The text without decoding. */
export const undecoded = (text: string): DecodedText => {
  const starts = Array.from({ length: text.length }, (_, index) => index)
  return { characters: text, starts, ends: starts.map((start) => start + 1) }
}

/** The encodings, in the order of the groups that `decode` reads; the last one is any character. */
const tokens = new RegExp(
  [
    "%(?:25)*([0-9a-f]{2})",
    "\\\\+u([0-9a-f]{4})",
    "\\\\+x([0-9a-f]{2})",
    "&(?:amp;)*#x0*([0-9a-f]{1,6});?",
    "&(?:amp;)*#0*([0-9]{1,7});?",
    "&(?:amp;)*(amp|lt|gt|quot|apos);",
    "\\\\+(.)",
    "~([01])",
    "[^]"
  ].join("|"),
  "giu"
)

const decode = (match: RegExpExecArray): string => {
  const [all, percent, unicode, byte, hexadecimal, decimal, entity, escaped, pointer] = match
  const code = percent ?? unicode ?? byte ?? hexadecimal
  if (code !== undefined) return character(parseInt(code, 16), percent !== undefined)
  if (decimal !== undefined) return character(Number(decimal), false)
  if (entity !== undefined) return entities.get(entity.toLowerCase()) ?? ""
  if (escaped !== undefined) return controls.test(escaped) ? "" : escaped
  if (pointer !== undefined) return pointer === "0" ? "~" : "/"
  return all > "\u007f" ? all.normalize("NFKC") : all
}

/** Drops bytes beyond ASCII: they are parts of UTF-8 characters, and credentials are ASCII. */
const character = (code: number, isByte: boolean): string =>
  code > 0x10ffff || (isByte && code > 0x7f) ? "" : String.fromCodePoint(code).normalize("NFKC")

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"]
])

/** The letters of escapes that stand for control characters. */
const controls = /[bfnrtv]/

const invisible = /^[\p{C}\p{Default_Ignorable_Code_Point}]*$/u

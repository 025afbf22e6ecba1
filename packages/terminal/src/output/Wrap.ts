/** Wraps text between words, because a terminal would break a long line in the middle of a word. */
import * as Style from "./Style.js"

/** Text with lines of at most `columns` columns; a longer word gets a line to itself. Further lines have the indent of the first, and `hang` more. */
export const text = (text: string, columns: number, hang = 0): string =>
  text
    .split("\n")
    .map((line) => wrapped(line, columns, "", hang))
    .join("\n")

/** The same for command lines, which continue after a backslash, so that they can be copied. */
export const command = (line: string, columns: number): string => wrapped(line, columns, " \\", 2)

/** How many columns a text takes on a terminal. */
export const width = (text: string): number => {
  if (ascii.test(text)) return text.length
  let columns = 0
  for (const character of text.replace(codes, "")) columns += widthOf(character)
  return columns
}

/** A text without styles, cut to at most `columns` columns; what is cut ends with an ellipsis. */
export const cut = (text: string, columns: number): string => {
  if (width(text) <= columns) return text
  let kept = ""
  let used = 1
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += width(segment)
    if (used > columns) break
    kept += segment
  }
  return columns < 1 ? "" : `${kept}…`
}

const wrapped = (line: string, columns: number, mark: string, more: number): string => {
  if (columns < narrowest || width(line) <= columns) return line
  const indent = /^(?: *→)? */.exec(line.replace(codes, ""))?.[0].length ?? 0
  const hang = " ".repeat(indent + narrowest / 2 > columns ? 0 : indent + more)
  const room = columns - mark.length
  const lines: Array<string> = []
  let current = ""
  let used = 0
  let gap = ""
  for (const [, spaces = "", word = ""] of line.replace(/\S+/g, (word) => breakable(word, columns)).matchAll(words)) {
    const size = width(word)
    gap = spaces === mayBreak ? "" : spaces
    if (current !== "" && used + gap.length + size > room) {
      lines.push(current + mark)
      current = hang + word
      used = hang.length + size
    } else {
      current += gap + word
      used += gap.length + size
    }
  }
  return Style.ofEachLine([...lines, current]).join("\n")
}

/** Marks where a word may break. Printed text does not contain this character, because it would be escaped. */
const mayBreak = "\u200b"

// An arrow stays on the line of the word after it.
const words = /( *|\u200b)([^ \u200b]+(?:(?<=→) [^ \u200b]+)?)/g

/** Lets a form of a ref that is too long, such as `honcho:<workspaceId>/<sessionId>`, break after a slash or before its query. */
const breakable = (word: string, columns: number): string =>
  word.length + 2 > columns ? word.replace(/(?<=\/)(?=<)|(?=\[\?)/g, mayBreak) : word

/** A terminal with fewer columns is too narrow to read. */
const narrowest = 20

const ascii = /^[ -~]*$/
// eslint-disable-next-line no-control-regex -- the codes of a style have no width
const codes = /\u001b\[\d+m/g
const none = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const double =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u

const widthOf = (character: string): number =>
  character === "\t" ? 8 : none.test(character) ? 0 : double.test(character) ? 2 : 1

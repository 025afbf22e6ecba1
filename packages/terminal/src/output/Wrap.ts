/** Wraps text between words, as a terminal breaks lines that are too long in the middle of a word. */

/** Text with lines of at most so many columns; a word that is longer stands alone. What goes on is indented as the line is, and `hang` more. */
export const text = (text: string, columns: number, hang = 0): string =>
  text
    .split("\n")
    .map((line) => wrapped(line, columns, "", hang))
    .join("\n")

/** The same for command lines, which go on after a backslash, so that they can be copied. */
export const command = (line: string, columns: number): string => wrapped(line, columns, " \\", 2)

/** How many columns of a terminal a text takes. */
export const width = (text: string): number => {
  if (ascii.test(text)) return text.length
  let columns = 0
  for (const character of text.replace(codes, "")) columns += widthOf(character)
  return columns
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
  return [...lines, current].join("\n")
}

/** Printed text has no such character of its own, as it would be escaped. */
const mayBreak = "\u200b"

// An arrow stays with what it points to.
const words = /( *|\u200b)([^ \u200b]+(?:(?<=→) [^ \u200b]+)?)/g

/** The form of a ref, such as `honcho:<workspaceId>/<sessionId>`, goes on after a slash or before its query where it is too long. */
const breakable = (word: string, columns: number): string =>
  word.length + 2 > columns ? word.replace(/(?<=\/)(?=<)|(?=\[\?)/g, mayBreak) : word

/** Below this, a terminal is too narrow to be read at all. */
const narrowest = 20

const ascii = /^[ -~]*$/
// eslint-disable-next-line no-control-regex -- the codes of a style take no room
const codes = /\u001b\[\d+m/g
const none = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const double =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u

const widthOf = (character: string): number =>
  character === "\t" ? 8 : none.test(character) ? 0 : double.test(character) ? 2 : 1

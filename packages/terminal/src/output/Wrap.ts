/** Wraps text between words, as a terminal breaks lines that are too long in the middle of a word. */

/** Text with lines of at most so many columns; a word that is longer stands alone. What goes on is indented as the line is. */
export const text = (text: string, columns: number): string =>
  text
    .split("\n")
    .map((line) => wrapped(line, columns, ""))
    .join("\n")

/** The same for command lines, which go on after a backslash, so that they can be copied. */
export const command = (line: string, columns: number): string => wrapped(line, columns - 2, " \\")

/** How many columns of a terminal a text takes. */
export const width = (text: string): number => {
  if (ascii.test(text)) return text.length
  let columns = 0
  for (const character of text.replace(codes, "")) columns += widthOf(character)
  return columns
}

const wrapped = (line: string, columns: number, mark: string): string => {
  if (columns < narrowest || width(line) <= columns) return line
  const indent = /^(?: *→)? */.exec(line.replace(codes, ""))?.[0].length ?? 0
  const hang = " ".repeat(indent + narrowest / 2 > columns ? 0 : mark === "" ? indent : indent + 2)
  const lines: Array<string> = []
  let current = ""
  let used = 0
  let gap = ""
  // Spaces at the beginning belong to the first word.
  for (const [, spaces = "", word = ""] of line.matchAll(/( *)([^ ]+(?:(?<=→) [^ ]+)?)/g)) {
    const size = width(word)
    gap = spaces
    if (current !== "" && used + gap.length + size > columns) {
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

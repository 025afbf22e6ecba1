/** The styles of text on a terminal (SGR codes of ECMA-48). */
import * as Escape from "./Escape.js"

/** A function for each style. */
export interface Style {
  /** Bold. */
  readonly strong: (text: string) => string
  /** Italic. */
  readonly emphasis: (text: string) => string
  /** Paler than other text. */
  readonly faint: (text: string) => string
  /** Cyan, for short words such as a role. */
  readonly label: (text: string) => string
  /** Red. */
  readonly error: (text: string) => string
}

const plain = (text: string): string => text

/** Each line has its own codes, because `less` forgets a style at the end of a line. */
const code =
  (on: number, off: number) =>
  (text: string): string =>
    text.replace(/[^\n]+/g, (line) => `\u001b[${on}m${line}\u001b[${off}m`)

/** Leaves text unchanged. */
export const none: Style = { strong: plain, emphasis: plain, faint: plain, label: plain, error: plain }

/** Adds the codes. */
export const colour: Style = {
  strong: code(1, 22),
  emphasis: code(3, 23),
  faint: code(2, 22),
  label: code(36, 39),
  error: code(31, 39)
}

/** The lines of a styled text. A style that covers several lines ends with each line and begins again on the next. */
export const ofEachLine = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  let open: ReadonlyArray<string> = []
  return lines.map((line) => {
    const before = open.join("")
    for (const [found] of line.matchAll(codes)) {
      const ended = ends.get(found)
      open = ended === undefined ? [...open, found] : open.filter((on) => !ended.includes(on))
    }
    const after = [...ends].flatMap(([off, ended]) => (open.some((on) => ended.includes(on)) ? [off] : []))
    return before + line + after.join("")
  })
}

/** Escapes styled text, except for the codes above. */
export const escape = (styled: string): string =>
  styled
    .split(codes)
    .map((piece, index) => (index % 2 === 1 ? piece : Escape.text(piece)))
    .join("")

// eslint-disable-next-line no-control-regex -- the search is for these codes
const codes = /(\u001b\[(?:1|22|2|3|23|36|39|31)m)/g

/** Which codes a code ends. */
const ends: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["\u001b[22m", ["\u001b[1m", "\u001b[2m"]],
  ["\u001b[23m", ["\u001b[3m"]],
  ["\u001b[39m", ["\u001b[36m", "\u001b[31m"]]
])

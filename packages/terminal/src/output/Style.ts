/** The styles of text on a terminal (SGR codes of ECMA-48). */
import * as Escape from "./Escape.js"

/** A function for each style. */
export interface Style {
  readonly strong: (text: string) => string
  readonly emphasis: (text: string) => string
  readonly faint: (text: string) => string
  readonly label: (text: string) => string
  readonly error: (text: string) => string
}

const plain = (text: string): string => text

const code =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`

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

/** Escapes styled text, except for the codes above. */
export const escape = (styled: string): string =>
  styled
    .split(codes)
    .map((piece, index) => (index % 2 === 1 ? piece : Escape.text(piece)))
    .join("")

// eslint-disable-next-line no-control-regex -- the search is for these codes
const codes = /(\u001b\[(?:1|22|2|3|23|36|39|31)m)/

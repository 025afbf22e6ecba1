/** The few ways in which text is set apart on a terminal (SGR codes of ECMA-48). */
import * as Escape from "./Escape.js"

export interface Style {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly label: (text: string) => string
  readonly error: (text: string) => string
}

const plain = (text: string): string => text

const code =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`

export const none: Style = { strong: plain, faint: plain, label: plain, error: plain }

export const colour: Style = { strong: code(1, 22), faint: code(2, 22), label: code(36, 39), error: code(31, 39) }

/** Styled text with everything escaped but the codes above. */
export const escape = (styled: string): string =>
  styled
    .split(codes)
    .map((piece, index) => (index % 2 === 1 ? piece : Escape.text(piece)))
    .join("")

// eslint-disable-next-line no-control-regex -- these codes are what is looked for
const codes = /(\u001b\[(?:1|22|2|36|39|31)m)/

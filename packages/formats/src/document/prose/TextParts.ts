/** Splits Markdown where a new block begins, whatever comes before it. */
import * as LineKind from "./LineKind.js"

/** A part of a text, with the line breaks at its end. */
export interface TextPart {
  readonly text: string
  /** A heading is one line, a fence ends with its end or with the text, and the rest is anything. */
  readonly kind: "heading" | "fence" | "rest"
}

/** The parts of a text. Each means the same by itself as in the text. */
export const of = (text: string): ReadonlyArray<TextPart> => {
  const parts: Array<TextPart> = []
  for (let at = 0; at < text.length;) {
    const end = LineKind.lineEnd(text, at)
    const kind = LineKind.of(text, at, end)
    const next = kind === "heading" ? end + 1 : kind === "fence" ? fenceEnd(text, at, end).next : border(text, at)
    parts.push({ text: text.slice(at, next), kind: kind === "heading" || kind === "fence" ? kind : "rest" })
    at = next
  }
  return parts
}

/**
 * Where a part ends that begins here with anything: at the next paragraph, heading, fence or table in the first column after an empty line. A
 * fence may contain anything, so a part with a fence extends to the end of the text.
 */
export const border = (text: string, start: number): number => {
  let isAfterBlank = false
  for (let at = start; at < text.length;) {
    const end = LineKind.lineEnd(text, at)
    const kind = LineKind.of(text, at, end)
    if (isAfterBlank && borders.has(kind)) return at
    if (fences.test(text.slice(at, end))) return text.length
    isAfterBlank = kind === "blank"
    at = end + 1
  }
  return text.length
}

const borders: ReadonlySet<LineKind.LineKind> = new Set(["words", "heading", "fence", "row"])

const fences = /`{3}|~{3}/

/** Where the line begins that closes a fence, if one does, and where the next block begins. The fence begins with this line. */
export const fenceEnd = (
  text: string,
  start: number,
  end: number
): { readonly close: number | undefined; readonly next: number } => {
  const mark = text.charCodeAt(start)
  const length = LineKind.skip(text, start, end, mark) - start
  for (let at = end + 1; at < text.length;) {
    const lineEnd = LineKind.lineEnd(text, at)
    if (closes(text, at, lineEnd, mark, length)) return { close: at, next: lineEnd + 1 }
    at = lineEnd + 1
  }
  return { close: undefined, next: text.length }
}

const closes = (text: string, start: number, end: number, mark: number, length: number): boolean => {
  const marks = LineKind.skip(text, start, Math.min(end, start + 3), 32)
  const after = LineKind.skip(text, marks, end, mark)
  return after - marks >= length && LineKind.skip(text, after, end, 32, 9) === end
}

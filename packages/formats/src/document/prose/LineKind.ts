/** Tells from the beginning of a line what it is in Markdown, where that is plain. */

/** What a line is. `complex` is everything that only the parser can tell, such as what is indented. */
export type LineKind = "blank" | "words" | "heading" | "fence" | "bullet" | "number" | "row" | "complex"

/**
 * The kind of the line between two offsets. A line of words may continue the paragraph before it; every other kind except `complex` ends it.
 */
export const of = (text: string, start: number, end: number): LineKind => {
  const code = start < end ? text.charCodeAt(start) : space
  if ((code | 32) >= 97 && (code | 32) <= 122) return "words"
  if (code >= 48 && code <= 57) return numbered(text, start, end)
  switch (code) {
    case space:
    case tab:
      return skip(text, start, end, space, tab) === end ? "blank" : "complex"
    case hash:
      return heading(text, start, end)
    case backtick:
    case tilde:
      return fence(text, start, end, code)
    case star:
    case underscore:
    case plus:
    case dash:
      return marked(text, start, end, code)
    case colon:
      return /[\w/]/.test(text.charAt(start + 1)) ? "words" : "complex"
    case equals:
    case greater:
      return "complex"
    case bar:
      return "row"
    default:
      return "words"
  }
}

/** The position of the first character at or after `start` that is neither of the two; `end` if every character is. */
export const skip = (text: string, start: number, end: number, one: number, other = one): number => {
  let at = start
  while (at < end && (text.charCodeAt(at) === one || text.charCodeAt(at) === other)) at += 1
  return at
}

/** The place of the line break that ends a line, or the end of the text. */
export const lineEnd = (text: string, start: number): number => {
  const found = text.indexOf("\n", start)
  return found === -1 ? text.length : found
}

const [tab, space, hash, star, plus, dash] = [9, 32, 35, 42, 43, 45] as const
const [colon, equals, greater, underscore, backtick, bar, tilde] = [58, 61, 62, 95, 96, 124, 126] as const

const numbered = (text: string, start: number, end: number): LineKind => {
  let at = start + 1
  while (at < end && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1
  const mark = text.charAt(at)
  return at - start > 9 || (mark !== "." && mark !== ")") ? "words" : item(text, at + 1, end, "number")
}

/** What a line is whose mark of an item would end here. */
const item = (text: string, start: number, end: number, kind: "bullet" | "number"): LineKind => {
  if (start >= end) return "complex"
  const code = text.charCodeAt(start)
  if (code === tab) return "complex"
  if (code !== space) return "words"
  return of(text, start + 1, end) === "words" ? kind : "complex"
}

const marked = (text: string, start: number, end: number, code: number): LineKind => {
  const after = skip(text, start, end, code)
  const next = after < end ? text.charCodeAt(after) : space
  if (next !== space && next !== tab) return code !== dash || /[\w"'(]/.test(text.charAt(after)) ? "words" : "complex"
  return after === start + 1 && code !== underscore ? item(text, after, end, "bullet") : "complex"
}

const heading = (text: string, start: number, end: number): LineKind => {
  const after = skip(text, start, end, hash)
  if (after - start > 6) return "words"
  const next = after < end ? text.charCodeAt(after) : tab
  if (next !== space) return next === tab ? "complex" : "words"
  // Marks at the end would close the heading, and the row below a bar may make it a table.
  return mayBeHeading.test(text.slice(after, end)) ? "heading" : "complex"
}

const mayBeHeading = /^ [^ \t#|][^#|]*$/

const fence = (text: string, start: number, end: number, code: number): LineKind => {
  const after = skip(text, start, end, code)
  if (after - start < 3) return "words"
  return /[`|]/.test(text.slice(after, end)) ? "complex" : "fence"
}

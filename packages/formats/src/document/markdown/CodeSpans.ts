/** Finds the code spans of a text, in which other markup has no meaning. */

/** Finds the ends of code spans in linear time. In the row of a table, a code span ends with its cell. */
export class CodeSpans {
  private readonly fences = new Map<number, Array<number>>()

  constructor(
    private readonly text: string,
    private readonly isRow: boolean
  ) {
    for (const { 0: fence, index } of text.matchAll(/`+/g)) {
      const places = this.fences.get(fence.length)
      if (places === undefined) this.fences.set(fence.length, [index])
      else places.push(index)
    }
    for (const places of this.fences.values()) places.reverse()
  }

  /** The end of the span whose opening fence of this length ends at a position; the position itself if nothing closes it. */
  end(at: number, length: number): number {
    const places = this.fences.get(length) ?? []
    while ((places.at(-1) ?? at) < at) places.pop()
    const close = places.at(-1)
    if (close === undefined || (this.isRow && this.text.slice(at, close).includes("|"))) return at
    return close + length
  }
}

/** The lines of a paragraph as one line that reads the same: a break, hard or not, becomes a space, and code spans stay otherwise unchanged. */
export const oneLine = (text: string): string => {
  const spans = new CodeSpans(text, false)
  let result = ""
  let at = 0
  for (;;) {
    mark.lastIndex = at
    const match = mark.exec(text)
    if (match === null) return result + text.slice(at)
    const [found] = match
    result += text.slice(at, match.index)
    at = match.index + found.length
    if (found.startsWith("`")) {
      at = spans.end(at, found.length)
      result += text.slice(match.index, at).replaceAll("\n", " ")
    } else result += found.includes("\n") ? " " : found
  }
}

// An escaped character; the fence of a code span; a break with the spaces around it.
const mark = /\\[^\n]|`+|(?:\\|(?<! ) +)?\n[ \t]*/g

/** Escapes raw HTML and links that could run a script, so that they show as text. */

/**
 * The lines with a backslash before whatever begins a tag, a comment, a declaration, or the address of a link with another scheme than
 * http, https and mailto. Code spans stay as they are, because a backslash would show in them. In the row of a table, a code span ends
 * with its cell.
 */
export const escape = (text: string, isRow: boolean): string => {
  if (!text.includes("<") && !text.includes("](")) return text
  const spans = new CodeSpans(text, isRow)
  let result = ""
  let at = 0
  for (;;) {
    special.lastIndex = at
    const match = special.exec(text)
    if (match === null) return result + text.slice(at)
    const [found] = match
    result += text.slice(at, match.index)
    at = match.index + found.length
    if (found === "<") result += "\\<"
    else if (found === "](") result += "]\\("
    else if (found.startsWith("`")) {
      const end = spans.end(at, found.length)
      // A tag at the beginning of a line would count before the code span. In a code span, a line break is a space.
      result += text.slice(match.index, end).replace(/\n[ \t>]*(?=<)/g, " ")
      at = end
    } else result += found
  }
}

// An escaped character; the fence of a code span; a link of its own; the beginning of a tag, comment, declaration or instruction; the
// beginning of an address whose scheme, perhaps written with entities, is another one.
const special =
  /\\[^]|`+|\]\(\s*<(?=https?:\/\/|mailto:)|<(?:https?:\/\/|mailto:)[^\s<>]*>|<(?=[A-Za-z/!?])|\]\((?!\s*<?(?:https?:\/\/|mailto:))(?=\s*<?[^\s)/?#]*[:&\\])/gi

/** Finds the ends of code spans in time that grows with the text alone. */
class CodeSpans {
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

  /** Where the span ends whose fence of this length ends at a place; the place itself if nothing closes it. */
  end(at: number, length: number): number {
    const places = this.fences.get(length) ?? []
    while ((places.at(-1) ?? at) < at) places.pop()
    const close = places.at(-1)
    if (close === undefined || (this.isRow && this.text.slice(at, close).includes("|"))) return at
    return close + length
  }
}

/** Escapes raw HTML, the definitions of footnotes, and links that could run a script, so that they show as text. */
import { CodeSpans } from "./CodeSpans.js"

/**
 * The lines with a backslash before everything that begins a tag, a comment, a declaration, a footnote on a line after the first, or the address
 * of a link with another scheme than http, https and mailto. Code spans stay as they are, because a backslash would show in them. In the row of
 * a table, a code span ends with its cell.
 */
export const escape = (text: string, isRow: boolean): string => {
  if (!text.includes("<") && !text.includes("](") && !text.includes("[^")) return text
  const spans = new CodeSpans(text, isRow)
  // Whether the end of each open bracket needs a backslash too, so that the brackets around it stay balanced.
  const open: Array<boolean> = []
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
    else if (found === "](") {
      result += "]\\("
      open.push(open.length > 0)
    } else if (found === ")") result += open.pop() === true ? "\\)" : ")"
    else if (found.startsWith("\n")) result += `${found.slice(0, -1)}\\[`
    else if (found.startsWith("`")) {
      const end = spans.end(at, found.length)
      // A tag or a footnote at the beginning of a line would count before the code span. In a code span, a line break is a space.
      result += text.slice(match.index, end).replace(/\n[ \t>]*(?=<|\[\^)/g, " ")
      at = end
    } else {
      result += found
      if (found.includes("(")) open.push(false)
    }
  }
}

// An escaped character; the fence of a code span; the beginning of a footnote on a line of its own; a link of its own; the beginning of a tag,
// comment, declaration or instruction; the beginning of an address whose scheme, perhaps written with entities, is another one; a bracket.
const special =
  /\\[^\n]|`+|\n[ \t>]*\[(?=\^)|\]\(\s*<(?=https?:\/\/|mailto:)|<(?:https?:\/\/|mailto:)[^\s<>]*>|<(?=[A-Za-z/!?])|\]\((?!\s*<?(?:https?:\/\/|mailto:))(?=\s*<?[^\s)/?#]*[:&\\])|[()]/gi

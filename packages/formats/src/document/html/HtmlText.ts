/** Escapes text so that HTML shows it unchanged, in an element or in a quoted attribute. */
import * as Visible from "../Visible.js"

/** Text of several lines. */
export const text = (unsafe: string): string => escape(Visible.text(unsafe))

/** Text on one line. */
export const line = (unsafe: string): string => escape(Visible.line(unsafe))

/** Text that is visible already. A loop is faster than a search with a function for each mark. */
export const escape = (text: string): string => {
  let at = text.search(special)
  if (at === -1) return text
  let html = ""
  let from = 0
  for (; at < text.length; at++) {
    const mark = markOf(text.charCodeAt(at))
    if (mark === "") continue
    html += text.slice(from, at) + mark
    from = at + 1
  }
  return html + text.slice(from)
}

const special = /[&<>"']/

const markOf = (code: number): string => {
  switch (code) {
    case 34:
      return "&quot;"
    case 38:
      return "&amp;"
    case 39:
      return "&#39;"
    case 60:
      return "&lt;"
    case 62:
      return "&gt;"
    default:
      return ""
  }
}

/** Escapes text so that HTML shows it unchanged, in an element or in a quoted attribute. */
import * as Visible from "../Visible.js"

/** Text of several lines. */
export const text = (unsafe: string): string => escape(Visible.text(unsafe))

/** Text on one line. */
export const line = (unsafe: string): string => escape(Visible.line(unsafe))

const escape = (text: string): string => (special.test(text) ? text.replace(all, (mark) => marks[mark] ?? "") : text)

const special = /[&<>"']/
const all = /[&<>"']/g

const marks: { readonly [mark: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/** Reads the tokens of one line of Markdown, or of several, as a tree. */
import type { Token } from "markdown-it"
import * as Visible from "../Visible.js"
import * as Autolink from "./Autolink.js"
import type { Inline, Link } from "./Prose.js"

/** The tree of the tokens. */
export const read = (tokens: ReadonlyArray<Token>): ReadonlyArray<Inline> =>
  content({ tokens, next: 0, links: 0 }, undefined)

/** The position of the reader in the flat list of tokens. */
interface Cursor {
  readonly tokens: ReadonlyArray<Token>
  next: number
  /** How many links the reader is in. */
  links: number
}

const content = (cursor: Cursor, end: string | undefined): ReadonlyArray<Inline> => {
  const result: Array<Inline> = []
  for (;;) {
    const token = cursor.tokens[cursor.next++]
    if (token === undefined || token.type === end) return result
    result.push(...inlineOf(token, cursor))
  }
}

const inlineOf = (token: Token, cursor: Cursor): ReadonlyArray<Inline> => {
  switch (token.type) {
    case "strong_open":
      return [{ type: "strong", content: content(cursor, "strong_close") }]
    case "em_open":
      return [{ type: "emphasis", content: content(cursor, "em_close") }]
    case "s_open":
      return [{ type: "deleted", content: content(cursor, "s_close") }]
    case "link_open":
      return [link("link", token, "href", linked(cursor))]
    case "image":
      return [link("image", token, "src", read(token.children ?? []))]
    case "code_inline":
      return [{ type: "code", text: Visible.line(token.content) }]
    case "softbreak":
    case "hardbreak":
      return [{ type: "break" }]
    default:
      if (token.content === "") return []
      return cursor.links > 0 ? [{ type: "text", text: visible(token.content) }] : Autolink.of(visible(token.content))
  }
}

const linked = (cursor: Cursor): ReadonlyArray<Inline> => {
  cursor.links += 1
  const words = content(cursor, "link_close")
  cursor.links -= 1
  return words
}

const link = (type: Link["type"], token: Token, attribute: string, content: ReadonlyArray<Inline>): Link => {
  const title = Visible.text(String(token.attrGet("title") ?? ""))
  return {
    type,
    url: Visible.line(String(token.attrGet(attribute) ?? "")),
    ...(title !== "" && { title }),
    content
  }
}

/** An entity such as `&#10;` may stand for any character. */
const visible = (text: string): string => Visible.text(text).replaceAll("\n", "\\u000a")

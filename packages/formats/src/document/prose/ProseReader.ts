/** Reads Markdown as a tree. */
import type { Token } from "markdown-it"
import * as Visible from "../Visible.js"
import * as InlineReader from "./InlineReader.js"
import * as MarkdownParser from "./MarkdownParser.js"
import * as SimpleBlocks from "./SimpleBlocks.js"
import * as SimpleInline from "./SimpleInline.js"
import type { Block, List, Table } from "./Prose.js"

/** The blocks of a text, with every character visible; `undefined` if the text is too long or nested too deeply to be read as Markdown. */
export const read = (text: string): ReadonlyArray<Block> | undefined => {
  const visible = Visible.text(text)
  return visible.length > MarkdownParser.longest ? undefined : SimpleBlocks.read(visible, rest)
}

/** The same by the parser alone, which takes several times as long. */
export const parsed = (text: string): ReadonlyArray<Block> | undefined => {
  const tokens = MarkdownParser.tokens(text)
  return tokens && blocks({ tokens, next: 0 }, undefined)
}

/** Reads with the parser what is not simple. */
const rest: SimpleBlocks.Rest = {
  blocks: (text) => {
    const tokens = MarkdownParser.blockTokens(text)
    return tokens && blocks({ tokens, next: 0 }, undefined)
  },
  inline: (text, start, end) =>
    SimpleInline.read(text, start, end) ?? InlineReader.read(MarkdownParser.inlineTokens(text.slice(start, end)))
}

/** The position of the reader in the flat list of tokens. */
interface Cursor {
  readonly tokens: ReadonlyArray<Token>
  next: number
}

/** The blocks up to the token that closes them. */
const blocks = (cursor: Cursor, end: string | undefined): ReadonlyArray<Block> => {
  const result: Array<Block> = []
  for (;;) {
    const token = cursor.tokens[cursor.next++]
    if (token === undefined || token.type === end) return result
    const block = blockOf(token, cursor)
    if (block !== undefined) result.push(block)
  }
}

const blockOf = (token: Token, cursor: Cursor): Block | undefined => {
  switch (token.type) {
    case "paragraph_open":
      return { type: "paragraph", content: inline(cursor, "paragraph_close") }
    case "heading_open":
      return { type: "heading", level: Number(token.tag.slice(1)), content: inline(cursor, "heading_close") }
    case "blockquote_open":
      return { type: "quote", blocks: blocks(cursor, "blockquote_close") }
    case "bullet_list_open":
      return list(cursor, "bullet_list_close", {})
    case "ordered_list_open":
      return list(cursor, "ordered_list_close", { start: Number(token.attrGet("start") ?? 1) })
    case "fence":
    case "code_block":
      return { type: "code", language: Visible.line(token.info.trim()), text: token.content.replace(/\n$/, "") }
    case "table_open":
      return table(cursor)
    case "hr":
      return { type: "rule" }
    default:
      return undefined
  }
}

/** The inline content up to the token that closes it. */
const inline = (cursor: Cursor, end: string): Table["rows"][number][number] => {
  const content = cursor.tokens[cursor.next]
  while (cursor.next < cursor.tokens.length && cursor.tokens[cursor.next++]?.type !== end);
  if (content?.type !== "inline" || content.content === "") return []
  const { children } = content
  return children === null || children.length === 0
    ? rest.inline(content.content, 0, content.content.length)
    : InlineReader.read(children)
}

const list = (cursor: Cursor, end: string, numbered: { readonly start?: number }): List => {
  const items: Array<ReadonlyArray<Block>> = []
  let loose = false
  for (;;) {
    const token = cursor.tokens[cursor.next++]
    if (token === undefined || token.type === end) return { type: "list", ...numbered, loose, items }
    // The paragraphs of a tight list are marked as hidden.
    const first = cursor.tokens[cursor.next]
    loose ||= first?.type === "paragraph_open" && !first.hidden
    items.push(blocks(cursor, "list_item_close"))
  }
}

const table = (cursor: Cursor): Table => {
  const align: Array<Table["align"][number]> = []
  const rows: Array<Array<Table["rows"][number][number]>> = []
  for (;;) {
    const token = cursor.tokens[cursor.next++]
    if (token === undefined || token.type === "table_close") return { type: "table", align, rows }
    if (token.type === "tr_open") rows.push([])
    if (token.type !== "th_open" && token.type !== "td_open") continue
    if (token.type === "th_open") align.push(alignment(token))
    rows.at(-1)?.push(inline(cursor, token.type.replace("open", "close")))
  }
}

const alignment = (token: Token): Table["align"][number] => {
  const style = String(token.attrGet("style") ?? "")
  return (["left", "center", "right"] as const).find((side) => style.endsWith(side))
}

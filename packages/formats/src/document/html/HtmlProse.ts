/** Draws Markdown as HTML. Headings go below those of messages, and never skip a level. */
import type { Block, Inline, Link, List, Table } from "../prose/Prose.js"
import * as Prose from "../prose/Prose.js"
import * as HtmlText from "./HtmlText.js"

/** The HTML of a whole text. */
export const all = (blocks: ReadonlyArray<Block>): string => {
  const outline = { level: 2 }
  return lines(blocks, (block) => of(block, outline))
}

/** A link without referrer or opener. The words are HTML. */
export const anchor = (words: string, url: string): string =>
  `<a href="${HtmlText.line(url)}" rel="noreferrer noopener nofollow">${words}</a>`

/** The level of the last heading. */
interface Outline {
  level: number
}

const of = (block: Block, outline: Outline): string => {
  switch (block.type) {
    case "paragraph":
      return `<p>${inlines(block.content)}</p>`
    case "heading": {
      if (block.content.length === 0) return ""
      outline.level = Math.min(6, outline.level + 1, block.level + 2)
      return `<h${outline.level}>${inlines(block.content)}</h${outline.level}>`
    }
    case "quote":
      return `<blockquote>${lines(block.blocks, (block) => of(block, outline))}</blockquote>`
    case "list":
      return list(block, outline)
    case "code": {
      const language = block.language === "" ? "" : `<span class="language">${HtmlText.escape(block.language)}</span>`
      return `<pre tabindex="0">${language}<code>${HtmlText.escape(block.text)}</code></pre>`
    }
    case "table":
      return table(block)
    case "rule":
      return "<hr>"
  }
}

const list = ({ items, loose, start }: List, outline: Outline): string => {
  const tag = start === undefined ? "ul" : "ol"
  const first = start === undefined || start === 1 ? "" : ` start="${start}"`
  const item = (block: Block): string =>
    block.type === "paragraph" && !loose ? inlines(block.content) : of(block, outline)
  let html = `<${tag}${first}>`
  for (const blocks of items) html += `${Prose.isTask(blocks) ? task : "<li>"}${lines(blocks, item)}</li>`
  return `${html}</${tag}>`
}

const task = `<li class="task">`

const table = ({ align, rows }: Table): string => {
  const row = (cells: Table["rows"][number], tag: "th" | "td"): string =>
    `<tr>${cells
      .map((cell, index) => {
        const side = align[index]
        return `<${tag}${side === undefined ? "" : ` class="${side}"`}>${inlines(cell)}</${tag}>`
      })
      .join("")}</tr>`
  const [head = [], ...body] = rows
  return `<div class="scroll" tabindex="0"><table><thead>${row(head, "th")}</thead><tbody>${body
    .map((cells) => row(cells, "td"))
    .join("")}</tbody></table></div>`
}

// To add to a text is faster than to join a list, and there are many lists with one or two members.
const lines = (blocks: ReadonlyArray<Block>, draw: (block: Block) => string): string => {
  let html = ""
  for (const block of blocks) html += html === "" ? draw(block) : `\n${draw(block)}`
  return html
}

const inlines = (content: ReadonlyArray<Inline>): string => {
  let html = ""
  for (const part of content) html += inline(part)
  return html
}

const inline = (inline: Inline): string => {
  switch (inline.type) {
    case "text":
      return HtmlText.escape(inline.text)
    case "code":
      return `<code>${HtmlText.escape(inline.text)}</code>`
    case "break":
      return "<br>\n"
    case "strong":
      return `<strong>${inlines(inline.content)}</strong>`
    case "emphasis":
      return `<em>${inlines(inline.content)}</em>`
    case "deleted":
      return `<del>${inlines(inline.content)}</del>`
    case "link":
    case "image":
      return link(inline)
  }
}

/** An image becomes a link to it, because the page loads nothing. Inside another link, only its words are shown. */
const link = ({ content, title, type, url }: Link): string => {
  const words = Prose.plain(content).trim()
  const shown =
    type === "image"
      ? HtmlText.escape(`Image: ${words === "" ? url : words}`)
      : words === ""
        ? HtmlText.escape(url)
        : inlines(content.map(withoutLink))
  return anchor(shown, url) + (title === undefined ? "" : ` (${HtmlText.escape(title)})`)
}

const withoutLink = (inline: Inline): Inline =>
  inline.type === "image" || inline.type === "link"
    ? {
        type: "text",
        text: `${inline.type === "image" ? "Image: " : ""}${Prose.plain(inline.content)} <${inline.url}>`
      }
    : "content" in inline
      ? { ...inline, content: inline.content.map(withoutLink) }
      : inline

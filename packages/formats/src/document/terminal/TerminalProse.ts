/** Draws Markdown for a terminal. */
import * as MarkdownText from "../markdown/MarkdownText.js"
import type { Block, Inline, List } from "../prose/Prose.js"
import * as Prose from "../prose/Prose.js"
import * as Screen from "./Screen.js"
import * as TerminalTable from "./TerminalTable.js"

/** The text of blocks, with an empty line between them. */
export const all = (blocks: ReadonlyArray<Block>, screen: Screen.Screen): string =>
  blocks.map((block) => of(block, screen)).join("\n\n")

const of = (block: Block, screen: Screen.Screen): string => {
  switch (block.type) {
    case "paragraph":
      return Screen.wrapped(inlines(block.content, screen), screen)
    case "heading": {
      // Styles inside a strong line must not end its style.
      const plain = { ...screen, style: { ...screen.style, strong: same, faint: same } }
      const words = `${"#".repeat(block.level)} ${inlines(block.content, plain)}`
      return screen.style.strong(Screen.wrapped(words, screen, block.level + 1))
    }
    case "quote":
      return all(block.blocks, Screen.narrower(screen, 2)).replace(/^/gm, `${screen.style.faint("│")} `)
    case "list":
      return list(block, screen)
    case "code":
      return Screen.indent(code(block, Screen.narrower(screen, 4)), 4)
    case "table":
      return TerminalTable.of(
        block.rows.map((cells) => cells.map((cell) => inlines(cell, screen).replaceAll("\n", " "))),
        block.align,
        screen
      )
    case "rule":
      return screen.style.faint("─".repeat(Math.min(screen.columns ?? 40, 40)))
  }
}

const same = (text: string): string => text

const code = (
  { language, text }: { readonly language: string; readonly text: string },
  screen: Screen.Screen
): string =>
  (language === "" ? "" : `${screen.style.faint(Screen.wrapped(language, screen))}\n`) + Screen.wrapped(text, screen, 2)

const list = ({ items, loose, start }: List, screen: Screen.Screen): string => {
  const size = start === undefined ? 2 : `${start + items.length - 1}. `.length
  return items
    .map((blocks, index) => {
      const mark = (start !== undefined ? `${start + index}.` : Prose.isTask(blocks) ? "" : "•").padEnd(size)
      const text = blocks.map((block) => of(block, Screen.narrower(screen, size))).join(loose ? "\n\n" : "\n")
      return mark + Screen.indent(text, size).slice(size)
    })
    .join(loose ? "\n\n" : "\n")
}

const inlines = (content: ReadonlyArray<Inline>, screen: Screen.Screen): string =>
  content.map((part) => inline(part, screen)).join("")

const inline = (part: Inline, screen: Screen.Screen): string => {
  switch (part.type) {
    case "text":
      return part.text
    case "code": {
      // Without a colour, code would look like words.
      const styled = screen.style.label(part.text)
      return styled === part.text ? MarkdownText.code(part.text) : styled
    }
    case "break":
      return "\n"
    case "strong":
      return screen.style.strong(inlines(part.content, screen))
    case "emphasis":
      return screen.style.emphasis(inlines(part.content, screen))
    case "deleted":
      return `~~${inlines(part.content, screen)}~~`
    case "link":
    case "image": {
      const words = inlines(part.content, screen)
      const plain = Prose.plain(part.content).trim()
      const url = part.url.replace(/^mailto:/i, "")
      const title = part.title === undefined ? "" : ` “${part.title}”`
      return plain === "" || plain === url || plain === part.url
        ? `<${part.url}>${title}`
        : `${words} ${screen.style.faint(`<${part.url}>`)}${title}`
    }
  }
}

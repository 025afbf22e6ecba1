/** Renders a manual as help text, wrapped at words to at most 80 columns. */
import type { Style } from "../output/Style.js"
import * as Wrap from "../output/Wrap.js"
import type { ManualBlock, ManualSection } from "./ManualSection.js"

/** The most columns to use, because longer lines are hard to read. */
const maximumWidth = 80

/** The column in which meanings begin, and the one for a narrow terminal, where meanings are below their terms. */
const meanings = 24
const meaningsBelow = 6
const narrow = 60

/** The help for a terminal with `columns` columns, with highlighted headings. */
export const render =
  (sections: ReadonlyArray<ManualSection>, columns: number = maximumWidth) =>
  ({ strong }: Style): string =>
    sections
      .map(({ blocks, title }) => {
        const indent = title === "" ? "" : "  "
        const lines = blocks.flatMap((block) => show(block, indent, Math.min(columns, maximumWidth)))
        return [...(title === "" ? [] : [strong(title)]), ...lines].map((line) => `${line}\n`).join("")
      })
      .join("\n")

const show = (block: ManualBlock, indent: string, width: number): ReadonlyArray<string> => {
  if ("lines" in block) return block.lines.flatMap((line) => Wrap.text(indent + line, width, 2).split("\n"))
  if ("paragraph" in block) return wrap(block.paragraph, width - indent.length).map((line) => indent + line)
  const widest = 4 + Math.max(...block.terms.map(([term]) => term.length))
  const column = Math.min(width < narrow && widest > meanings / 2 ? meaningsBelow : meanings, widest)
  return block.terms.flatMap(([term, meaning]) => {
    const lines = meaning.split("\n").flatMap((line) => wrap(line, width - column))
    const first = `${indent}${term}`
    return first.length + 2 > column
      ? [...Wrap.text(first, width, 2).split("\n"), ...lines.map((line) => " ".repeat(column) + line)]
      : lines.map((line, index) => (index === 0 ? first.padEnd(column) : " ".repeat(column)) + line)
  })
}

/** Lines of at most `width` characters; a longer word gets a line to itself. Text after `word:` and spaces is aligned in its own column. */
const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const hang = /^[a-z]+: +/.exec(text)?.[0].length ?? 0
  const lines: Array<string> = []
  let line = text.slice(0, hang)
  for (const word of text.slice(hang).split(" ")) {
    if (line.trim() !== "" && line.length > hang && line.length + 1 + word.length > width) {
      lines.push(line)
      line = " ".repeat(hang)
    }
    line += line.length > hang ? ` ${word}` : word
  }
  return [...lines, line]
}

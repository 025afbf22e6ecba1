/**
 * Reads the blocks that most texts are made of: paragraphs, headings, fences, lists and tables that begin in the first column. The parser reads
 * everything else, from the block where it begins to the next paragraph, heading, fence or table in the first column.
 */
import * as Visible from "../Visible.js"
import * as LineKind from "./LineKind.js"
import * as SimpleList from "./SimpleList.js"
import * as SimpleTable from "./SimpleTable.js"
import * as TextParts from "./TextParts.js"
import type { Block, Inline } from "./Prose.js"

/** What reads the rest: blocks that are not simple, and the content of blocks. */
export interface Rest {
  /** The blocks of a part of the text; `undefined` if they are nested too deeply. */
  readonly blocks: (text: string) => ReadonlyArray<Block> | undefined
  /** The inline content between two offsets of the text. */
  readonly inline: (text: string, start: number, end: number) => ReadonlyArray<Inline>
}

/** The blocks of a text, all of it visible; `undefined` if they are nested too deeply. */
export const read = (text: string, rest: Rest): ReadonlyArray<Block> | undefined => {
  const blocks: Array<Block> = []
  let at = 0
  while (at < text.length) {
    const end = LineKind.lineEnd(text, at)
    const kind = LineKind.of(text, at, end)
    if (kind === "blank") {
      at = end + 1
      continue
    }
    const found = readers[kind]({ text, start: at, end, kind, rest })
    if (found !== undefined) {
      blocks.push(found.block)
      at = found.next
      continue
    }
    const next = TextParts.border(text, at)
    const parsed = rest.blocks(text.slice(at, next))
    if (parsed === undefined) return undefined
    for (const block of parsed) blocks.push(block)
    at = next
  }
  return blocks
}

/** The first line of a block. */
export interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: LineKind.LineKind
  readonly rest: Rest
}

/** A block that was read. */
export interface Found {
  readonly block: Block
  /** Where the next block begins. */
  readonly next: number
}

const paragraph = ({ end, rest, start, text }: Line): Found | undefined => {
  for (let last = end; ;) {
    const next = last + 1
    const nextEnd = next < text.length ? LineKind.lineEnd(text, next) : next
    const kind = LineKind.of(text, next, nextEnd)
    // A list with numbers follows a paragraph without an empty line only if it begins with 1.
    if (
      kind === "complex" ||
      kind === "row" ||
      (kind === "number" && text.slice(next, next + 2) !== "1." && text.slice(next, next + 2) !== "1)")
    )
      return undefined
    if (kind !== "words")
      return { block: { type: "paragraph", content: rest.inline(text, start, trimmed(text, last)) }, next }
    last = nextEnd
  }
}

const heading = ({ end, rest, start, text }: Line): Found => {
  const level = text.indexOf(" ", start) - start
  return {
    block: { type: "heading", level, content: rest.inline(text, start + level + 1, trimmed(text, end)) },
    next: end + 1
  }
}

const fence = ({ end, start, text }: Line): Found => {
  const language = Visible.line(text.slice(LineKind.skip(text, start, end, text.charCodeAt(start)), end).trim())
  const { close, next } = TextParts.fenceEnd(text, start, end)
  const code =
    close === undefined
      ? text.slice(end + 1).replace(/(?:^|\n)[ \t]*$/, "")
      : text.slice(end + 1, Math.max(end + 1, close - 1))
  return { block: { type: "code", language, text: code }, next }
}

/** The end of a line without the spaces there. */
const trimmed = (text: string, end: number): number => {
  let at = end
  while (at > 0 && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at -= 1
  return at
}

const readers = {
  words: paragraph,
  heading,
  fence,
  bullet: SimpleList.read,
  number: SimpleList.read,
  row: SimpleTable.read,
  complex: () => undefined
} as const

/** Reads lists whose items are paragraphs and lists below them, each indented to the words above it. */
import * as LineKind from "./LineKind.js"
import type { Block, List } from "./Prose.js"
import type { Found, Line } from "./SimpleBlocks.js"

/** The list that begins with a line; `undefined` if only the parser can read it. */
export const read = ({ end, kind, rest, start, text }: Line): Found | undefined => {
  const first = opened(text, start, start, kind)
  const open = [first]
  add(first, text, start, end)
  let isAfterBlank = false
  for (let at = end + 1; ;) {
    if (at >= text.length) return { block: blockOf(first, rest), next: text.length }
    const lineEnd = LineKind.lineEnd(text, at)
    const from = LineKind.skip(text, at, lineEnd, space)
    const next = LineKind.of(text, from, lineEnd)
    if (next === "bullet" || next === "number") {
      if (!addItem(open, text, { at, from, end: lineEnd, kind: next }, isAfterBlank)) return undefined
      isAfterBlank = false
    } else if (next === "blank") isAfterBlank = true
    else if (from === at && isEnd(next, text.charAt(at), isAfterBlank)) return { block: blockOf(first, rest), next: at }
    else if (next !== "words" || isAfterBlank || !goesOn(open, text, from - at, from, lineEnd)) return undefined
    at = lineEnd + 1
  }
}

const space = 32

/** A list to which a line may still add. */
interface Open {
  readonly kind: LineKind.LineKind
  /** What follows the number, or the mark itself. */
  readonly mark: string
  readonly start: number
  /** The column of the marks, and that of the words behind the last one. */
  readonly indent: number
  words: number
  loose: boolean
  readonly items: Array<Item>
}

interface Item {
  words: string
  below?: Open
}

const opened = (text: string, lineStart: number, from: number, kind: LineKind.LineKind): Open => ({
  kind,
  mark: markOf(text, from, kind),
  start: kind === "number" ? Number.parseInt(text.slice(from, from + 9), 10) : 0,
  indent: from - lineStart,
  words: 0,
  loose: false,
  items: []
})

const markOf = (text: string, from: number, kind: LineKind.LineKind): string =>
  text.charAt(kind === "number" ? text.indexOf(" ", from) - 1 : from)

const add = (list: Open, text: string, from: number, end: number): void => {
  const words = text.indexOf(" ", from) + 1
  list.words = list.indent + words - from
  list.items.push({ words: text.slice(words, end) })
}

/** Adds an item to the list to which it belongs, or to a new one below the last item; `false` if that is not clear. */
const addItem = (
  open: Array<Open>,
  text: string,
  line: { readonly at: number; readonly from: number; readonly end: number; readonly kind: LineKind.LineKind },
  isAfterBlank: boolean
): boolean => {
  const indent = line.from - line.at
  const last = open.at(-1)
  if (last !== undefined && indent === last.words && !isAfterBlank && open.length < deepest) {
    const below = opened(text, line.at, line.from, line.kind)
    const item = last.items.at(-1)
    // Inside a paragraph, only a number that is 1 begins a list.
    if (item === undefined || (line.kind === "number" && below.start !== 1)) return false
    item.below = below
    open.push(below)
    add(below, text, line.from, line.end)
    return true
  }
  while (open.length > 1 && (open.at(-1)?.indent ?? 0) > indent) open.pop()
  const list = open.at(-1)
  if (list?.indent !== indent || list.kind !== line.kind || list.mark !== markOf(text, line.from, line.kind))
    return false
  list.loose ||= isAfterBlank
  add(list, text, line.from, line.end)
  return true
}

/** How deeply lists may nest here; deeper ones are left to the parser, which may refuse them. */
const deepest = 8

/** Whether a line in the first column ends the list. After an empty line, every line does unless it may be an item itself. */
const isEnd = (kind: LineKind.LineKind, first: string, isAfterBlank: boolean): boolean =>
  isAfterBlank ? kind !== "complex" || !/[-+*\d\t]/.test(first) : kind === "heading" || kind === "fence"

/** Adds a line to the words of the last item; `false` if it does not continue them. */
const goesOn = (open: ReadonlyArray<Open>, text: string, indent: number, from: number, end: number): boolean => {
  const list = open.at(-1)
  const item = list?.items.at(-1)
  if (item === undefined || list?.words !== indent) return false
  item.words += `\n${text.slice(from, end)}`
  return true
}

const blockOf = ({ items, kind, loose, start }: Open, rest: Line["rest"]): List => ({
  type: "list",
  ...(kind === "number" && { start }),
  loose,
  items: items.map(({ below, words }): ReadonlyArray<Block> => {
    const trimmed = words.replace(/[ \t]+$/, "")
    const paragraph = { type: "paragraph", content: rest.inline(trimmed, 0, trimmed.length) } as const
    return below === undefined ? [paragraph] : [paragraph, blockOf(below, rest)]
  })
})

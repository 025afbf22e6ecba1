/** Reads tables all of whose rows begin with a bar. */
import * as LineKind from "./LineKind.js"
import type { Table } from "./Prose.js"
import type { Found, Line } from "./SimpleBlocks.js"

/** The table that begins with a line; `undefined` if no table begins there, or if only the parser can read it. */
export const read = ({ end, rest, start, text }: Line): Found | undefined => {
  const rule = text.slice(end + 1, LineKind.lineEnd(text, end + 1))
  if (!isRule.test(rule)) return undefined
  const align = cellsOf(rule).map(sideOf)
  const lines = [text.slice(start, end)]
  let at = end + rule.length + 2
  for (;;) {
    const lineEnd = at < text.length ? LineKind.lineEnd(text, at) : at
    const kind = LineKind.of(text, at, lineEnd)
    if (kind === "blank") break
    if (kind !== "row") return undefined
    lines.push(text.slice(at, lineEnd))
    at = lineEnd + 1
  }
  const rows = lines.map(cellsOf)
  const isClear =
    rows[0]?.length === align.length && rows.length * align.length < most && !lines.some((line) => line.includes("\\"))
  const content = (cell = ""): Table["rows"][number][number] => rest.inline(cell, 0, cell.length)
  return isClear
    ? {
        block: { type: "table", align, rows: rows.map((cells) => align.map((_, column) => content(cells[column]))) },
        next: at
      }
    : undefined
}

const isRule = /^\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/

/** Beyond its own limit of cells, the parser ends a table. */
const most = 10_000

/** The texts of the cells. */
const cellsOf = (line: string): ReadonlyArray<string> => {
  const cells = line.trim().slice(1).split("|")
  if (cells.at(-1) === "") cells.pop()
  return cells.map((cell) => cell.trim())
}

const sideOf = (cell: string): Table["align"][number] =>
  cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "right") : cell.startsWith(":") ? "left" : undefined

/** Draws a table for a terminal: in columns if they fit, otherwise row by row with the column names. */
import type { Table } from "../prose/Prose.js"
import * as Screen from "./Screen.js"

/** The text of a table; the first row has the names of the columns. */
export const of = (
  rows: ReadonlyArray<ReadonlyArray<string>>,
  align: Table["align"],
  screen: Screen.Screen
): string => {
  const widths = align.map((_, column) =>
    rows.reduce((most, row) => Math.max(most, screen.width(row[column] ?? "")), 0)
  )
  const total = widths.reduce((sum, width) => sum + width, gap * (widths.length - 1))
  return total <= (screen.columns ?? total) ? columns(rows, widths, align, screen) : records(rows, screen)
}

const gap = 2

const columns = (
  [head = [], ...body]: ReadonlyArray<ReadonlyArray<string>>,
  widths: ReadonlyArray<number>,
  align: Table["align"],
  screen: Screen.Screen
): string => {
  const line = (cells: ReadonlyArray<string>, paint: Screen.Paint): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? ""
        const space = width - screen.width(cell)
        const before = align[column] === "right" ? space : align[column] === "center" ? Math.floor(space / 2) : 0
        return " ".repeat(before) + paint(cell) + " ".repeat(space - before)
      })
      .join(" ".repeat(gap))
      .trimEnd()
  const rule = screen.style.faint(widths.map((width) => "─".repeat(width)).join(" ".repeat(gap)))
  return [line(head, screen.style.strong), rule, ...body.map((cells) => line(cells, (cell) => cell))].join("\n")
}

const records = ([head = [], ...body]: ReadonlyArray<ReadonlyArray<string>>, screen: Screen.Screen): string => {
  const rows = body.length === 0 ? [head.map(() => "")] : body
  return rows
    .map((cells) =>
      head
        .map((name, column) => Screen.wrapped(`${screen.style.strong(name)}: ${cells[column] ?? ""}`, screen, 2))
        .join("\n")
    )
    .join("\n\n")
}

/** Runs `messages formats`. */
import { Provider } from "@org/messages-core"
import { Catalogue } from "@org/messages-formats"
import { Print, type Style, Wrap } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { Run } from "../commandline/RunnableCommand.js"
import * as OutputFormat from "../output/OutputFormat.js"
import * as FormatsCommand from "./FormatsCommand.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(FormatsCommand.format))
    const entries = [
      ...Catalogue.standard,
      ...Provider.names.map((name) => Catalogue.ofProvider(name, Provider.title(name)))
    ]
    yield* format === "json" ? Print.json(entries) : Print.text((style, columns) => table(entries, style, columns))
  })

/** A table, or a list if the table is wider than the terminal. */
const table = (entries: ReadonlyArray<Catalogue.Entry>, style: Style.Style, columns = 80): string => {
  const rows = [titles, ...entries.map(cells)]
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => Wrap.width(row[column] ?? ""))))
  const width = widths.reduce((sum, width) => sum + width + 2, -2)
  if (width > columns) return entries.map((entry) => list(entry, style, columns)).join("")
  return rows
    .map((row, index) => {
      const line = row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - Wrap.width(cell))).join("  ")
      return `${index === 0 ? style.faint(line.trimEnd()) : line.trimEnd()}\n`
    })
    .join("")
}

const titles = ["FORMAT", "IN", "OUT", "SLOT", "WHAT IT IS", "JUDGED BY"]

const cells = (entry: Catalogue.Entry): ReadonlyArray<string> => [
  entry.name,
  entry.in ? "in" : "",
  entry.out ? "out" : "",
  entry.slot ?? "",
  entry.about,
  judge(entry)
]

const judge = ({ oracle }: Catalogue.Entry): string =>
  oracle === undefined ? "" : `${oracle.package} ${oracle.version}${oracle.publisher === undefined ? "" : " rules"}`

const list = (entry: Catalogue.Entry, { faint, strong }: Style.Style, columns: number): string =>
  [
    strong(entry.name),
    `  ${entry.about}`,
    `  ${faint(!entry.in ? "out only" : entry.out ? "in and out" : "in only")}`,
    ...(entry.slot === undefined ? [] : [`  ${faint("slot")} ${entry.slot}`]),
    ...(entry.oracle === undefined ? [] : [`  ${faint("judged by")} ${judge(entry)}`])
  ]
    .map((line) => `${Wrap.text(line, columns)}\n`)
    .join("")

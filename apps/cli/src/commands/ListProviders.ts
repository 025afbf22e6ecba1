/** Runs `messages providers`. */
import { Messages, Provider } from "@org/messages-core"
import { Escape, Print, type Style, Wrap } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as OutputFormat from "../output/OutputFormat.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Note from "../output/Note.js"
import * as ProvidersCommand from "./ProvidersCommand.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(ProvidersCommand.format))
    const messages = yield* Messages.Messages
    const providers = yield* messages.providers
    if (format === "json") return yield* Print.json(providers)
    yield* Print.prose((style, columns) => table(providers, style, columns))
    if (!providers.some(({ configured }) => configured))
      yield* Note.note("No provider is configured. To try it without keys: messages sandbox")
  }).pipe(Effect.provide(backend))

/** A table, or a list if the table is wider than the terminal. */
const table = (providers: ReadonlyArray<Messages.Availability>, style: Style.Style, columns: number = 80): string => {
  const rows = providers.map(({ configured, missing, operations, provider, url }) => [
    Provider.title(provider),
    configured ? "yes" : missing === undefined ? "no" : `no: ${Escape.line(missing)} is not set`,
    Escape.line(url),
    Escape.line(operations.join(", "))
  ])
  const all = [titles, ...rows]
  const widths = titles.map((_, column) => Math.max(...all.map((row) => Wrap.width(row[column] ?? ""))))
  const width = widths.reduce((sum, width) => sum + width + 2, -2)
  return width > columns ? list(rows, style) : all.map((row, index) => line(row, widths, index === 0, style)).join("")
}

const titles = ["PROVIDER", "CONFIGURED", "URL", "OPERATIONS"]

const line = (
  row: ReadonlyArray<string>,
  widths: ReadonlyArray<number>,
  isTitle: boolean,
  { faint, strong }: Style.Style
): string => {
  const [first = "", ...rest] = row.map((cell, column) =>
    column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - Wrap.width(cell))
  )
  if (isTitle) return `${faint([first, ...rest].join("  "))}\n`
  return `${[strong(first.trimEnd()) + first.slice(first.trimEnd().length), ...rest].join("  ")}\n`
}

const list = (rows: ReadonlyArray<ReadonlyArray<string>>, { faint, strong }: Style.Style): string =>
  rows
    .map(([provider = "", configured = "", url = "", operations = ""]) =>
      [
        strong(provider),
        `  ${faint("configured")} ${configured}`,
        `  ${faint("url")} ${url}`,
        `  ${faint("operations")} ${operations}`
      ]
        .map((line) => `${line}\n`)
        .join("")
    )
    .join("")

/** Runs `messages providers`. */
import { Messages, Provider } from "@org/messages-core"
import { Escape, Print, type Style } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as FormatOption from "../commandline/FormatOption.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Note from "../output/Note.js"
import * as Providers from "./Providers.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* FormatOption.choose(given.value(Providers.format))
    const messages = yield* Messages.Messages
    const providers = yield* messages.providers
    if (format === "json") return yield* Print.json(providers)
    yield* Print.text((style) => table(providers, style))
    if (!providers.some(({ configured }) => configured))
      yield* Note.note("No provider is configured. To try it without keys: messages sandbox")
  }).pipe(Effect.provide(backend))

const table = (providers: ReadonlyArray<Messages.Availability>, { faint, strong }: Style.Style): string => {
  const rows = providers.map(({ configured, missing, operations, provider, url }) => [
    Provider.title(provider),
    configured ? "yes" : missing === undefined ? "no" : `no: ${missing} is not set`,
    Escape.line(url),
    operations.join(", ")
  ])
  const all = [["PROVIDER", "CONFIGURED", "URL", "OPERATIONS"], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row, index) => {
      const cells = row.map((cell, column) => (column === 3 ? cell : cell.padEnd(widths[column] ?? 0)))
      const [first = "", ...rest] = cells
      return index === 0
        ? faint(cells.join("  "))
        : [strong(first.trimEnd()) + first.slice(first.trimEnd().length), ...rest].join("  ")
    })
    .map((line) => `${line}\n`)
    .join("")
}

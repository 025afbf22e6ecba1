/** `messages providers`: what is configured, where it points, and what it can do. */
import * as Command from "@effect/cli/Command"
import { Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Environment from "./Environment.js"
import * as Escape from "./Escape.js"
import * as Flags from "./Flags.js"
import * as Print from "./Print.js"
import * as Series from "./Series.js"
import type { Style } from "./Style.js"

const options = { json: Flags.json, format: Flags.format(Flags.formats) }

export const flags = Flags.typed(options, { "--format": Flags.formats })

export const command = Command.make("providers", options, (asked) =>
  Effect.gen(function* () {
    const format = yield* Flags.choose(asked.format)
    const providers = yield* Effect.flatMap(Messages.Messages, (messages) => messages.providers)
    if (format === "json") return yield* Print.json(providers)
    yield* Print.text((style) => table(providers, style))
    if (!providers.some(({ configured }) => configured))
      yield* Print.note("Nothing is configured. To look around without keys: messages sandbox")
  })
).pipe(Command.withDescription("show what is configured, where it points, and what it can do"))

export const help = `Shows each provider: whether it is configured, where it points, and what it can do. Asks no server.

USAGE
  messages providers [options]

OPTIONS
  --format <format>     pretty: a table, the default on a terminal
                        json:   the default in a pipe
  --json                the same as --format json, and an error as problem details (RFC 9457)

ENVIRONMENT
${columns(Environment.all.map(({ key, more, url }) => ["", key, url, ...more])).join("\n")}
  A URL is what stands before ${Series.and(Environment.all.map(({ path }) => path))}.
  Honcho needs no key where HONCHO_URL leads to a server without authentication.
`

const table = (providers: ReadonlyArray<Messages.Availability>, { faint, strong }: Style): string => {
  const rows = providers.map(({ configured, missing, operations, provider, url }) => [
    Provider.providers[provider].title,
    configured ? "yes" : missing === undefined ? "no" : `no: ${missing} is not set`,
    Escape.line(url),
    operations.join(", ")
  ])
  const [head = "", ...lines] = columns([["PROVIDER", "CONFIGURED", "URL", "OPERATIONS"], ...rows])
  return [faint(head), ...lines.map((line, row) => line.replace(rows[row]?.[0] ?? "", strong))]
    .map((line) => `${line}\n`)
    .join("")
}

/** Lines whose cells stand under each other. */
function columns(rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join("  ")
      .trimEnd()
  )
}

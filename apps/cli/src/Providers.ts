/** `messages providers`: what is configured, where it points, and what it can do. */
import * as Command from "@effect/cli/Command"
import { Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Escape from "./Escape.js"
import * as Flags from "./Flags.js"
import * as Print from "./Print.js"
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
  FACTORY_API_KEY       FACTORY_API_URL
  MIELTO_API_KEY        MIELTO_API_URL      MIELTO_WORKSPACE_ID
  HONCHO_API_KEY        HONCHO_URL
  VERYFRONT_API_TOKEN   VERYFRONT_API_URL
  A URL is what stands before /api/v0, /api/v1, /v3 and /conversations.
  Honcho needs no key where HONCHO_URL leads to a server without authentication.
`

const table = (providers: ReadonlyArray<Messages.Availability>, { faint, strong }: Style): string => {
  const rows = providers.map(({ configured, missing, operations, provider, url }) => [
    Provider.providers[provider].title,
    configured ? "yes" : missing === undefined ? "no" : `no: ${missing} is not set`,
    Escape.line(url),
    operations.join(", ")
  ])
  const all = [["PROVIDER", "CONFIGURED", "URL", "OPERATIONS"], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row, index) => {
      const [first = "", ...rest] = row.map((cell, column) => cell.padEnd(widths[column] ?? 0))
      const line = [index === 0 ? first : strong(first), ...rest].join("  ").trimEnd()
      return `${index === 0 ? faint(line) : line}\n`
    })
    .join("")
}

/** Runs `messages conversations`. */
import { type Conversation, Messages, Provider } from "@org/messages-core"
import { type Command, Escape, Print, ShellQuote, type Style, UsageError, Wrap } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as PageOptions from "../commandline/PageOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import { Progress } from "../output/Progress.js"
import * as ConversationsCommand from "./ConversationsCommand.js"
import * as PageArguments from "./PageArguments.js"
import * as PageNotes from "./PageNotes.js"
import * as ProviderArgument from "./ProviderArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(ConversationsCommand.format))
    const provider = yield* ProviderArgument.of(given.argument, "conversations")
    const parent = yield* parentOf(provider, given)
    const limit = yield* PageArguments.limit(given.value(PageOptions.limit), "conversations")
    const cursor = yield* PageArguments.cursor(given.value(PageOptions.cursor))
    const messages = yield* Messages.Messages
    const { during } = yield* Progress
    const page = yield* during(messages.conversations(provider, { cursor, limit, parent }))
    if (format === "json") yield* Print.json(page)
    else {
      yield* Print.text((style, columns) => table(page.items, style, columns))
      if (page.items.length === 0 && page.next === undefined) yield* Note.note(yield* PageNotes.none)
      const place = parent === undefined ? provider : `${provider} ${ShellQuote.quote(parent)}`
      yield* PageNotes.goOn(page, `conversations ${place}`)
    }
    yield* PageNotes.failOnFaults(page.faults ?? [])
  }).pipe(Effect.provide(backend))

const parentOf = (
  provider: Provider.Provider,
  { second }: Command.Given
): Either.Either<string | undefined, UsageError> => {
  const { parent, title } = Provider.descriptors[provider]
  if (second === undefined && parent?.isRequired === true)
    return refuse(
      `${title} lists conversations by workspace, and no workspace is given`,
      `Give its id, as in: messages conversations ${provider} <workspace>`
    )
  if (second !== undefined && parent === undefined)
    return refuse(`${title} does not list conversations by workspace`, "Leave the workspace out")
  return Either.right(second)
}

const refuse = (problem: string, advice: string): Either.Either<never, UsageError> =>
  Either.left(new UsageError({ problem, advice, command: "conversations" }))

/** A table, or a list if the terminal has no room for the table. */
const table = (
  conversations: ReadonlyArray<Conversation.Conversation>,
  style: Style.Style,
  columns: number = 80
): string => {
  if (conversations.length === 0) return ""
  const rows = conversations.map(cells)
  const widths = titles.map((title, column) =>
    Math.max(...[titles, ...rows].map((row) => Wrap.width(row[column] ?? title)))
  )
  const fixed = widths.slice(0, -1).reduce((sum, width) => sum + width + gap, 0)
  const room = columns - fixed
  return room < narrowest
    ? rows.map((row) => record(row, style, columns)).join("")
    : [titles, ...rows].map((row, index) => line(row, widths, room, index === 0, style)).join("")
}

const titles = ["CONVERSATION", "UPDATED", "MESSAGES", "STATUS", "TITLE"]

const gap = 2

/** With less room for titles, conversations are shown as a list. */
const narrowest = 16

const cells = ({ messageCount, ref, status, title, updatedAt }: Conversation.Conversation): ReadonlyArray<string> =>
  [ref, updatedAt?.slice(0, 16).replace("T", " ") ?? "", String(messageCount ?? ""), status ?? "", title ?? ""].map(
    Escape.line
  )

const line = (
  row: ReadonlyArray<string>,
  widths: ReadonlyArray<number>,
  room: number,
  isTitle: boolean,
  { faint, strong }: Style.Style
): string => {
  const shown = row.map((cell, column) => {
    if (column === row.length - 1) return Wrap.cut(cell, room)
    const space = " ".repeat((widths[column] ?? 0) - Wrap.width(cell) + gap)
    return (column === 0 && !isTitle ? strong(cell) : cell) + space
  })
  const text = shown.join("").trimEnd()
  return `${isTitle ? faint(text) : text}\n`
}

const record = (row: ReadonlyArray<string>, { faint, strong }: Style.Style, columns: number): string => {
  const [ref = "", updated = "", count = "", status = "", title = ""] = row
  const facts = [updated, count === "" ? "" : `${count} ${count === "1" ? "message" : "messages"}`, status]
  const rest = [title, facts.filter((fact) => fact !== "").join(", ")].filter((text) => text !== "")
  return `${strong(ref)}\n${rest.map((text) => `  ${faint(Wrap.cut(text, columns - gap))}\n`).join("")}`
}

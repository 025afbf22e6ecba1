/** Runs `messages list`. */
import { Messages } from "@org/messages-core"
import { Print, ShellQuote } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as PageOptions from "../commandline/PageOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as MessageLine from "../output/MessageLine.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import { Progress } from "../output/Progress.js"
import * as ListCommand from "./ListCommand.js"
import * as PageArguments from "./PageArguments.js"
import * as PageNotes from "./PageNotes.js"
import * as RefArgument from "../commands/RefArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(ListCommand.format))
    const conversation = yield* RefArgument.conversation(given)
    const limit = yield* PageArguments.limit(given.value(PageOptions.limit), "list")
    const cursor = yield* PageArguments.cursor(given.value(PageOptions.cursor))
    const messages = yield* Messages.Messages
    const { during } = yield* Progress
    const order = given.value(PageOptions.order)
    const page = yield* during(messages.list(conversation, { cursor, limit, order }))
    if (format === "json") yield* Print.json(page)
    else {
      yield* Print.text((style, columns) => MessageLine.all(page.items, style, columns))
      yield* PageNotes.goOn(page, `list ${ShellQuote.quote(conversation.ref)}`)
    }
    const isEmpty = page.items.length === 0 && page.faults === undefined && page.next === undefined
    if (isEmpty && cursor === undefined) yield* Note.note(yield* PageNotes.empty)
    yield* PageNotes.failOnFaults(page.faults ?? [])
  }).pipe(Effect.provide(backend))

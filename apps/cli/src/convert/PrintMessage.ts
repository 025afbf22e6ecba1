/** Prints one message: for people, as JSON, or as a document of a format. */
import type { Message } from "@org/messages-core"
import type { LocalFile } from "@org/messages-runtime"
import { type Command, Print, type Streams, type UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { CommandFailure } from "../errors/CommandFailure.js"
import * as Pretty from "../output/Pretty.js"
import * as FormattedOutput from "./FormattedOutput.js"

/** Prints a message. */
export type Printer = (message: Message.Message) => Effect.Effect<void, CommandFailure, Streams | GlobalOptions>

/** How a message is printed; fails for invalid options. */
export const one: (
  given: Command.Given,
  format: string
) => Effect.Effect<Printer, UsageError | LocalFile.UnreadableFile> = Effect.fn("PrintMessage.one")(function* (
  given: Command.Given,
  format: string
) {
  const { failOnLoss, next, note, output } = yield* FormattedOutput.make(given, format, "get")
  const shown = yield* Pretty.shown(given)
  return Effect.fn("PrintMessage.print")(function* (message: Message.Message) {
    const messages = next([message])
    yield* note
    if (output !== undefined) {
      yield* output.add(messages)
      return yield* failOnLoss(yield* output.end)
    }
    for (const message of messages)
      yield* format === "json"
        ? Print.json(message)
        : Print.prose((style, columns) => Pretty.message(message, style, columns, shown))
  })
})

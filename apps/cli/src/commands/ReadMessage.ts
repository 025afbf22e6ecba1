/** Runs `messages get`. */
import { type Address, type Drift, type MessageError, Messages } from "@org/messages-core"
import { StrictReading } from "@org/messages-runtime"
import { type Command, type CommandOption, Print, type Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as OutputFormat from "../output/OutputFormat.js"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { ContractDrift, type Failure } from "../errors/Failure.js"
import { Progress } from "../output/Progress.js"
import * as GetCommand from "./GetCommand.js"
import * as RefArgument from "./RefArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(GetCommand.format))
    if (given.all !== undefined && (given.all.length > 1 || given.argument === "-")) {
      // What reads several messages is loaded only where it is needed.
      const several = yield* Effect.promise(() => import("./ReadMessages.js"))
      return yield* several.read(given, format)
    }
    const address = yield* RefArgument.message(given)
    const read = format === "raw" ? raw(given, address) : canonical(given, address, format)
    const drift = yield* Effect.flatten(
      read.pipe(Effect.map((strict) => (given.value(GetCommand.strict) ? strict : none)))
    )
    if (drift.length > 0) yield* new ContractDrift({ drift })
  }).pipe(Effect.provide(backend))

/** Prints the message, and gives the strict reading as an effect to run afterwards. */
type Reading = Effect.fn.Return<
  Effect.Effect<ReadonlyArray<Drift.Drift>, MessageError.MessageError>,
  Failure,
  Messages.Messages | StrictReading.StrictReading | Streams | GlobalOptions | Progress
>

const none: Effect.Effect<ReadonlyArray<Drift.Drift>> = Effect.succeed([])

const canonical = Effect.fn("ReadMessage.canonical")(function* (
  given: Command.Given,
  address: Address.MessageAddress,
  format: string
): Reading {
  const messages = yield* Messages.Messages
  const strict = yield* StrictReading.StrictReading
  const { during } = yield* Progress
  const isFormat = format !== "json" && format !== "pretty"
  if (!isFormat) yield* refuse(given, [LossOptions.report, LossOptions.failOn], format)
  // The code of the formats, and what draws Markdown, are loaded only where they are needed.
  const Formatted =
    isFormat || isRedacted(given) ? yield* Effect.promise(() => import("../convert/FormattedMessages.js")) : undefined
  const loss = yield* Formatted?.options(given, format) ?? Effect.succeed(undefined)
  const message = yield* during(messages.get(address))
  const [shown = message] =
    Formatted === undefined || loss === undefined || isFormat
      ? [message]
      : yield* Formatted.redacted([message], loss.rules)
  if (format === "json") yield* Print.json(shown)
  else if (Formatted === undefined || loss === undefined || !isFormat) {
    const Pretty = yield* Effect.promise(() => import("../output/Pretty.js"))
    yield* Print.prose((style, columns) => Pretty.message(shown, style, columns))
  } else {
    const written = yield* Formatted.print([message], format, Formatted.keepOf(format), loss)
    yield* Formatted.failOnLoss(written, loss)
  }
  return strict.ofMessage(address, message)
})

const raw = Effect.fn("ReadMessage.raw")(function* (given: Command.Given, address: Address.MessageAddress): Reading {
  yield* refuse(given, LossOptions.all, "raw")
  const messages = yield* Messages.Messages
  const strict = yield* StrictReading.StrictReading
  const { during } = yield* Progress
  const { body } = yield* during(messages.getRaw(address))
  yield* Print.bytes(body)
  return Effect.sync(() => strict.ofBody(address, body))
})

const isRedacted = ({ value }: Command.Given): boolean =>
  value(LossOptions.redact) || value(LossOptions.redactRules) !== undefined

/** Refuses options that say nothing about what is printed. */
const refuse = (
  { value }: Command.Given,
  options: ReadonlyArray<CommandOption.CommandOption<boolean | string | undefined>>,
  format: string
): Effect.Effect<void, UsageError> => {
  const found = options.find((option) => value(option) !== undefined && value(option) !== false)
  return found === undefined
    ? Effect.void
    : Effect.fail(
        new UsageError({ problem: `${found.name} and --format ${format} exclude each other`, command: "get" })
      )
}

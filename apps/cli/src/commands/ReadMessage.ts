/** Runs `messages get`. */
import { type Address, type Drift, type Message, type MessageError, Messages } from "@org/messages-core"
import { StrictReading } from "@org/messages-runtime"
import { type Command, Print, type Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as OutputFormat from "../output/OutputFormat.js"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as UnusedOptions from "../commandline/UnusedOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { ContractDrift, type CommandFailure } from "../errors/CommandFailure.js"
import { Progress } from "../output/Progress.js"
import * as GetCommand from "./GetCommand.js"
import * as RefArgument from "./RefArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const format = yield* OutputFormat.choose(given.value(GetCommand.format))
    if (given.all !== undefined && (given.all.length > 1 || given.argument === "-")) {
      // The code for several messages is loaded only if it is needed.
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

/** Prints the message, and returns the strict check as an effect to run afterwards. */
type Reading = Effect.fn.Return<
  Effect.Effect<ReadonlyArray<Drift.Drift>, MessageError.MessageError>,
  CommandFailure,
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
  yield* UnusedOptions.refuse("get", given, UnusedOptions.of(format), `--format ${format}`)
  // The code of the formats and of Markdown is loaded only if it is needed.
  const print = yield* printer(given, format)
  const message = yield* during(messages.get(address))
  yield* print(message)
  return strict.ofMessage(address, message)
})

/** How the message is printed. Invalid options are refused before the message is read. */
const printer = Effect.fn("ReadMessage.printer")(function* (
  given: Command.Given,
  format: string
): Effect.fn.Return<
  (message: Message.Message) => Effect.Effect<void, CommandFailure, Streams | GlobalOptions>,
  CommandFailure,
  Streams | GlobalOptions
> {
  if (format === "json" && UnusedOptions.given(given, [LossOptions.redact, LossOptions.redactRules]) === undefined)
    return Print.json
  const { one } = yield* Effect.promise(() => import("../convert/PrintMessage.js"))
  return yield* one(given, format)
})

const raw = Effect.fn("ReadMessage.raw")(function* (given: Command.Given, address: Address.MessageAddress): Reading {
  yield* UnusedOptions.refuse("get", given, UnusedOptions.of("raw"), "--format raw")
  const messages = yield* Messages.Messages
  const strict = yield* StrictReading.StrictReading
  const { during } = yield* Progress
  const { body } = yield* during(messages.getRaw(address))
  yield* Print.bytes(body)
  return Effect.sync(() => strict.ofBody(address, body))
})

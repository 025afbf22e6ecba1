/** Runs `messages get`. */
import { type Address, type Drift, type MessageError, Messages } from "@org/messages-core"
import { StrictReading } from "@org/messages-runtime"
import { Print, type StreamFailure, type Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as OutputFormat from "../output/OutputFormat.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { ContractDrift } from "../errors/Failure.js"
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
    const read = format === "raw" ? raw(address) : canonical(address, format)
    const drift = yield* Effect.flatten(
      read.pipe(Effect.map((strict) => (given.value(GetCommand.strict) ? strict : none)))
    )
    if (drift.length > 0) yield* new ContractDrift({ drift })
  }).pipe(Effect.provide(backend))

/** Prints the message, and gives the strict reading as an effect to run afterwards. */
type Reading = Effect.fn.Return<
  Effect.Effect<ReadonlyArray<Drift.Drift>, MessageError.MessageError>,
  MessageError.MessageError | StreamFailure,
  Messages.Messages | StrictReading.StrictReading | Streams | Progress
>

const none: Effect.Effect<ReadonlyArray<Drift.Drift>> = Effect.succeed([])

const canonical = Effect.fn("ReadMessage.canonical")(function* (
  address: Address.MessageAddress,
  format: "pretty" | "json"
): Reading {
  const messages = yield* Messages.Messages
  const strict = yield* StrictReading.StrictReading
  const { during } = yield* Progress
  const message = yield* during(messages.get(address))
  if (format === "json") yield* Print.json(message)
  else {
    // What draws Markdown is loaded only where it is needed.
    const Pretty = yield* Effect.promise(() => import("../output/Pretty.js"))
    yield* Print.prose((style, columns) => Pretty.message(message, style, columns))
  }
  return strict.ofMessage(address, message)
})

const raw = Effect.fn("ReadMessage.raw")(function* (address: Address.MessageAddress): Reading {
  const messages = yield* Messages.Messages
  const strict = yield* StrictReading.StrictReading
  const { during } = yield* Progress
  const { body } = yield* during(messages.getRaw(address))
  yield* Print.bytes(body)
  return Effect.sync(() => strict.ofBody(address, body))
})

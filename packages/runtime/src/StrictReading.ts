/** The strict reading: where a message departs from its provider's contract. */
import { type Address, type Drift, Json, type Message, type MessageError, Messages } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Utf8 from "./input/Utf8.js"

type Drifts = ReadonlyArray<Drift.Drift>

/** Compares what a provider sent with its contract. */
export class StrictReading extends Context.Tag("@org/messages-runtime/StrictReading")<
  StrictReading,
  {
    /** Every departure of the message at an address; `message` is what the port gave for it. */
    readonly ofMessage: (
      address: Address.MessageAddress,
      message: Message.Message
    ) => Effect.Effect<Drifts, MessageError.MessageError>
    /** Every departure of the body that was read from an address; one that is not JSON departs as a whole. A byte order mark is ignored (RFC 8259, 8.1). */
    readonly ofBody: (address: Address.MessageAddress, body: Uint8Array) => Drifts
  }
>() {}

const ofBody = (address: Address.MessageAddress, body: Uint8Array): Drifts =>
  Utf8.decode(body).pipe(
    Either.flatMap((text) => Either.try((): unknown => JSON.parse(text.replace(/^\ufeff/, "")))),
    Either.filterOrLeft(Json.isJson, () => undefined),
    Either.match({
      onLeft: () => [{ path: "", expected: "JSON" }],
      onRight: (json) => Normalization.drift(address.provider, json, address)
    })
  )

/** A message that this program normalized gives back the native one, so nothing is read again. */
export const layer: Layer.Layer<StrictReading> = Layer.succeed(StrictReading, {
  ofMessage: (address, message) =>
    Effect.sync(() => Normalization.drift(address.provider, Normalization.fromMessage(message), address)),
  ofBody
})

/** A message that a server normalized is judged by the provider's own body, which is read through the port. */
export const layerRemote: Layer.Layer<StrictReading, never, Messages.Messages> = Layer.effect(
  StrictReading,
  Effect.map(Messages.Messages, (messages) =>
    StrictReading.of({
      ofMessage: (address) => Effect.map(messages.getRaw(address), ({ body }) => ofBody(address, body)),
      ofBody
    })
  )
)

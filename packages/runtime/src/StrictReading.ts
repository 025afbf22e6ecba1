/** The strict reading: lists where a message departs from its provider's contract. */
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
    /** Every departure of the message at an address; `message` is the one that the port returned. */
    readonly ofMessage: (
      address: Address.MessageAddress,
      message: Message.Message
    ) => Effect.Effect<Drifts, MessageError.MessageError>
    /** Every departure of the body that was read from an address; a body that is not JSON departs as a whole. A byte order mark is ignored (RFC 8259, 8.1). */
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

/** For messages that this program normalized: the native message comes from the canonical one, so nothing is read again. */
export const layer: Layer.Layer<StrictReading> = Layer.succeed(StrictReading, {
  ofMessage: (address, message) =>
    Effect.sync(() => Normalization.drift(address.provider, Normalization.fromMessage(message), address)),
  ofBody
})

/** For messages that a server normalized: compares the provider's own body, which it reads through the port. */
export const layerRemote: Layer.Layer<StrictReading, never, Messages.Messages> = Layer.effect(
  StrictReading,
  Effect.map(Messages.Messages, (messages) =>
    StrictReading.of({
      ofMessage: (address) => Effect.map(messages.getRaw(address), ({ body }) => ofBody(address, body)),
      ofBody
    })
  )
)

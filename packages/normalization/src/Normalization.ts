/** The way between a provider's native JSON and the canonical message, for every provider. */
import { type Json, type Message, MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Factory from "./Factory.js"
import * as Honcho from "./Honcho.js"
import * as Mielto from "./Mielto.js"
import * as Veryfront from "./Veryfront.js"

/** The canonical message of a native one. Never fails on a value of the provider's outer shape; what no field says is kept in residue. */
export const toMessage = (ref: MessageRef.MessageRef, native: Json.JsonObject): Message.Message => {
  // A ref that is branded was parsed before.
  const address = Either.getOrThrow(MessageRef.parse(ref))
  switch (address.provider) {
    case "factory":
      return Factory.toMessage(native, { ref, address })
    case "mielto":
      return Mielto.toMessage(native, { ref, address })
    case "honcho":
      return Honcho.toMessage(native, { ref, address })
    case "veryfront":
      return Veryfront.toMessage(native, { ref, address })
  }
}

/** The native JSON of a canonical message: for one that came from `toMessage`, the same JSON value that the provider sent. */
export const fromMessage = (message: Message.Message): Json.JsonObject =>
  mappings[message.provider].fromMessage(message)

const mappings = { factory: Factory, mielto: Mielto, honcho: Honcho, veryfront: Veryfront }

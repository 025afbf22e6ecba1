/** Converts between native JSON and the canonical message, for every provider. */
import {
  type Address,
  AddressDrift,
  type Drift,
  type Json,
  type Message,
  MessageRef,
  type Provider
} from "@org/messages-core"
import * as Either from "effect/Either"
import { providers } from "./Providers.js"

/** The canonical message of a native one. It never fails on a value of the provider's outer shape: residue keeps what no field says. */
export const toMessage = (ref: MessageRef.MessageRef, native: Json.JsonObject): Message.Message => {
  const address = Either.getOrThrow(MessageRef.parse(ref))
  return adapterOf(address.provider).toMessage(native, address)
}

/** The canonical message of a native one without a known address, such as a saved body. */
export const read = (provider: Provider.Provider, native: Json.JsonObject): Message.Message =>
  adapterOf(provider).toMessage(native)

/**
 * The native JSON of a canonical message: for one that came from `toMessage`, the same JSON value that the provider sent. A message of another
 * format, or made by hand, needs a provider; it is written within that provider's contract.
 */
export const fromMessage = (message: Message.Message, provider?: Provider.Provider): Json.JsonObject =>
  adapterOf(provider ?? message.format ?? "").fromMessage(message)

/**
 * The strict reading: every departure from the provider's contract, with a JSON Pointer; none for a message within the contract. With the
 * address that the message was read from, an id that contradicts the address is a departure too.
 */
export const drift = (
  provider: Provider.Provider,
  native: Json.Json,
  address?: Address.MessageAddress
): ReadonlyArray<Drift.Drift> => {
  const found = adapterOf(provider).drift(native)
  return address === undefined ? found : [...found, ...AddressDrift.of(address, native)]
}

const adapters = new Map<string, (typeof providers)[number]>(providers.map((adapter) => [adapter.provider, adapter]))

const adapterOf = (provider: string) => {
  const adapter = adapters.get(provider)
  if (adapter === undefined) throw new Error(`"${provider}" is not a provider`)
  return adapter
}

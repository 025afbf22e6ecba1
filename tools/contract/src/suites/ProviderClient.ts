/** The part of a provider's client that all of them share. */
import type * as Effect from "effect/Effect"
import type { JsonObject } from "../Json.js"

export interface ProviderClient<Address> {
  readonly availability: unknown
  readonly getRaw: (address: Address) => Effect.Effect<Raw, unknown>
  readonly getJson: (address: Address) => Effect.Effect<JsonObject, unknown>
  readonly getMessage: (address: Address) => Effect.Effect<unknown, unknown>
}

interface Raw {
  readonly body: Uint8Array
  readonly contentType?: string
}

/** The three ways to read one message. */
export const reads = <Address>(
  client: ProviderClient<Address>,
  address: Address
): ReadonlyArray<Effect.Effect<unknown, unknown>> => [
  client.getRaw(address),
  client.getJson(address),
  client.getMessage(address)
]

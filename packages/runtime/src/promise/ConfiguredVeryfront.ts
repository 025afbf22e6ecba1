/** Veryfront with settings from the program. It is loaded only by programs that use Veryfront. */
import { veryfront } from "@org/messages-normalization/veryfront"
import type { ProviderAdapter } from "@org/messages-normalization/ProviderAdapter"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import * as Effect from "effect/Effect"

/** The adapter of Veryfront over a client with these settings. */
export const make = (options: VeryfrontClient.Options): ProviderAdapter<unknown> => ({
  ...veryfront,
  connectConfig: Effect.provide(veryfront.connect, VeryfrontClient.layer(options))
})

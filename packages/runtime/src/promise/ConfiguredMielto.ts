/** Mielto with settings from the program. It is loaded only by programs that use Mielto. */
import { mielto } from "@org/messages-normalization/mielto"
import type { ProviderAdapter } from "@org/messages-normalization/ProviderAdapter"
import { MieltoClient } from "@org/messages-provider-mielto"
import * as Effect from "effect/Effect"

/** The adapter of Mielto over a client with these settings. */
export const make = (options: MieltoClient.Options): ProviderAdapter<unknown> => ({
  ...mielto,
  connectConfig: Effect.provide(mielto.connect, MieltoClient.layer(options))
})

/** Honcho with settings from the program. It is loaded only by programs that use Honcho. */
import { honcho } from "@org/messages-normalization/honcho"
import type { ProviderAdapter } from "@org/messages-normalization/ProviderAdapter"
import { HonchoClient } from "@org/messages-provider-honcho"
import * as Effect from "effect/Effect"

/** The adapter of Honcho over a client with these settings. */
export const make = (options: HonchoClient.Options): ProviderAdapter<unknown> => ({
  ...honcho,
  connectConfig: Effect.provide(honcho.connect, HonchoClient.layer(options))
})

/** Factory with settings from the program. It is loaded only by programs that use Factory. */
import { factory } from "@org/messages-normalization/factory"
import type { ProviderAdapter } from "@org/messages-normalization/ProviderAdapter"
import { FactoryClient } from "@org/messages-provider-factory"
import * as Effect from "effect/Effect"

/** The adapter of Factory over a client with these settings. */
export const make = (options: FactoryClient.Options): ProviderAdapter<unknown> => ({
  ...factory,
  connectConfig: Effect.provide(factory.connect, FactoryClient.layer(options))
})

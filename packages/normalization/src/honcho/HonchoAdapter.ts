/** Honcho as a provider of the `Messages` port. */
import { HonchoClient, HonchoSchema } from "@org/messages-provider-honcho"
import * as ProviderAdapter from "../ProviderAdapter.js"
import { format } from "./HonchoMessage.js"

/** Honcho. */
export const honcho: ProviderAdapter.ProviderAdapter<HonchoClient.HonchoClient> = ProviderAdapter.make({
  provider: "honcho",
  client: HonchoClient.HonchoClient,
  layerConfig: HonchoClient.layerConfig,
  contract: HonchoSchema.HonchoMessage,
  format
})

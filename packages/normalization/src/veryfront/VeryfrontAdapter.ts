/** Veryfront as a provider of the `Messages` port. */
import { VeryfrontClient, VeryfrontSchema } from "@org/messages-provider-veryfront"
import * as ProviderAdapter from "../ProviderAdapter.js"
import { format } from "./VeryfrontMessage.js"

/** Veryfront. */
export const veryfront: ProviderAdapter.ProviderAdapter<VeryfrontClient.VeryfrontClient> = ProviderAdapter.make({
  provider: "veryfront",
  client: VeryfrontClient.VeryfrontClient,
  layerConfig: VeryfrontClient.layerConfig,
  contract: VeryfrontSchema.VeryfrontMessage,
  format
})

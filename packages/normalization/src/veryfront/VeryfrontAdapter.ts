/** Veryfront behind the port. */
import { VeryfrontClient, VeryfrontSchema } from "@org/messages-provider-veryfront"
import * as ProviderAdapter from "../ProviderAdapter.js"
import { fromMessage, toMessage } from "./VeryfrontMessage.js"

export const veryfront: ProviderAdapter.ProviderAdapter<VeryfrontClient.VeryfrontClient> = ProviderAdapter.make({
  provider: "veryfront",
  client: VeryfrontClient.VeryfrontClient,
  layerConfig: VeryfrontClient.layerConfig,
  contract: VeryfrontSchema.VeryfrontMessage,
  toMessage,
  fromMessage
})

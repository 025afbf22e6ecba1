/** Mielto as a provider of the `Messages` port. */
import { MieltoClient, MieltoSchema } from "@org/messages-provider-mielto"
import * as ProviderAdapter from "../ProviderAdapter.js"
import { format } from "./MieltoMessage.js"

/** Mielto. */
export const mielto: ProviderAdapter.ProviderAdapter<MieltoClient.MieltoClient> = ProviderAdapter.make({
  provider: "mielto",
  client: MieltoClient.MieltoClient,
  layerConfig: MieltoClient.layerConfig,
  contract: MieltoSchema.MieltoMessage,
  format
})

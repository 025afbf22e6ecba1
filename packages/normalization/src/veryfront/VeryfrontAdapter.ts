/** Veryfront as a provider of the `Messages` port. */
import { MessageRef } from "@org/messages-core"
import { VeryfrontClient, VeryfrontSchema } from "@org/messages-provider-veryfront"
import * as Effect from "effect/Effect"
import * as ProviderAdapter from "../ProviderAdapter.js"
import * as VeryfrontDraft from "./VeryfrontDraft.js"
import { format } from "./VeryfrontMessage.js"
import { lists } from "./VeryfrontPage.js"

/** Veryfront. */
export const veryfront: ProviderAdapter.ProviderAdapter<VeryfrontClient.VeryfrontClient> = ProviderAdapter.make({
  provider: "veryfront",
  client: VeryfrontClient.VeryfrontClient,
  layerConfig: VeryfrontClient.layerConfig,
  contract: VeryfrontSchema.VeryfrontMessage,
  lists,
  post: (client, address, draft, { key }) =>
    Effect.gen(function* () {
      const { id } = yield* client.addMessage(address, yield* VeryfrontDraft.body(draft, key))
      const { ref } = yield* MessageRef.make({ ...address, messageId: id })
      return { ref }
    }),
  format
})

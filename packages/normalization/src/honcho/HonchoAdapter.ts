/** Honcho as a provider of the `Messages` port. */
import { MessageRef } from "@org/messages-core"
import { HonchoClient, HonchoSchema } from "@org/messages-provider-honcho"
import * as Effect from "effect/Effect"
import * as ProviderAdapter from "../ProviderAdapter.js"
import * as HonchoDraft from "./HonchoDraft.js"
import { format } from "./HonchoMessage.js"
import { lists } from "./HonchoPage.js"

/** Honcho. */
export const honcho: ProviderAdapter.ProviderAdapter<HonchoClient.HonchoClient> = ProviderAdapter.make({
  provider: "honcho",
  client: HonchoClient.HonchoClient,
  layerConfig: HonchoClient.layerConfig,
  contract: HonchoSchema.HonchoMessage,
  lists,
  post: (client, address, draft) =>
    Effect.gen(function* () {
      const { id } = yield* client.addMessage(address, yield* HonchoDraft.body(draft))
      const { ref } = yield* MessageRef.make({ ...address, messageId: id })
      return { ref }
    }),
  format
})

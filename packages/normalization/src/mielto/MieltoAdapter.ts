/** Mielto as a provider of the `Messages` port. */
import { MessageRef } from "@org/messages-core"
import { MieltoClient, MieltoSchema } from "@org/messages-provider-mielto"
import * as Effect from "effect/Effect"
import * as ProviderAdapter from "../ProviderAdapter.js"
import * as MieltoDraft from "./MieltoDraft.js"
import { format } from "./MieltoMessage.js"
import { lists } from "./MieltoPage.js"

/** Mielto. */
export const mielto: ProviderAdapter.ProviderAdapter<MieltoClient.MieltoClient> = ProviderAdapter.make({
  provider: "mielto",
  client: MieltoClient.MieltoClient,
  layerConfig: MieltoClient.layerConfig,
  contract: MieltoSchema.MieltoMessage,
  lists,
  post: (client, address, draft) =>
    Effect.gen(function* () {
      const { id } = yield* client.addMessage(address, yield* MieltoDraft.body(draft))
      if (id === undefined) return {}
      const { ref } = yield* MessageRef.make({ ...address, messageId: id })
      return { ref }
    }),
  format
})

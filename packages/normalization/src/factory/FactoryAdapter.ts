/** Factory as a provider of the `Messages` port. */
import { Json, MessageRef } from "@org/messages-core"
import { FactoryClient, FactorySchema } from "@org/messages-provider-factory"
import * as Effect from "effect/Effect"
import * as ProviderAdapter from "../ProviderAdapter.js"
import * as FactoryDraft from "./FactoryDraft.js"
import { format } from "./FactoryMessage.js"
import { lists } from "./FactoryPage.js"

/** Factory. A post starts its agent. */
export const factory: ProviderAdapter.ProviderAdapter<FactoryClient.FactoryClient> = ProviderAdapter.make({
  provider: "factory",
  client: FactoryClient.FactoryClient,
  layerConfig: FactoryClient.layerConfig,
  contract: FactorySchema.FactoryMessage,
  lists,
  post: (client, address, draft) =>
    Effect.gen(function* () {
      const { messageId, status } = yield* client.addMessage(address, yield* FactoryDraft.body(draft))
      const { ref } = yield* MessageRef.make({ ...address, messageId })
      return Json.compact({ ref, agentStatus: typeof status === "string" ? status : undefined })
    }),
  format
})

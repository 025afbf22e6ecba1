/** The `Messages` port over the clients of the providers. */
import { ConversationRef, Draft, Json, MessageError, MessageRef, Messages, type Provider } from "@org/messages-core"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as FactoryDraft from "./FactoryDraft.js"
import * as Normalization from "./Normalization.js"

export const make = Effect.gen(function* () {
  const factory = yield* FactoryClient.FactoryClient
  const mielto = yield* MieltoClient.MieltoClient
  const honcho = yield* HonchoClient.HonchoClient
  const veryfront = yield* VeryfrontClient.VeryfrontClient

  const native = (address: Provider.MessageAddress): Effect.Effect<Json.JsonObject, MessageError.MessageError> => {
    switch (address.provider) {
      case "factory":
        return factory.getJson(address)
      case "mielto":
        return mielto.getJson(address)
      case "honcho":
        return honcho.getJson(address)
      case "veryfront":
        return veryfront.getJson(address)
    }
  }

  const raw = (address: Provider.MessageAddress): Effect.Effect<Messages.Raw, MessageError.MessageError> => {
    switch (address.provider) {
      case "factory":
        return factory.getRaw(address)
      case "mielto":
        return mielto.getRaw(address)
      case "honcho":
        return honcho.getRaw(address)
      case "veryfront":
        return veryfront.getRaw(address)
    }
  }

  return Messages.Messages.of({
    get: Effect.fn("Messages.get")(function* (ref) {
      const address = yield* MessageRef.parse(ref)
      return Normalization.toMessage(ref, yield* native(address))
    }),
    getRaw: Effect.fn("Messages.getRaw")(function* (ref) {
      return yield* raw(yield* MessageRef.parse(ref))
    }),
    post: Effect.fn("Messages.post")(function* (conversation, draft) {
      const address = yield* ConversationRef.parse(conversation)
      const { provider } = address
      if (address.provider !== "factory") {
        return yield* new MessageError.NotSupported({ provider, operation: "post" })
      }
      const checked = yield* Draft.check(draft, provider)
      const { messageId, status } = yield* factory.addMessage(address, yield* FactoryDraft.body(checked))
      const ref = yield* MessageRef.format({ ...address, messageId })
      return Json.compact({ ref, agentStatus: typeof status === "string" ? status : undefined })
    }),
    providers: Effect.succeed([factory, mielto, honcho, veryfront].map(({ availability }) => availability))
  })
})

export const layer: Layer.Layer<
  Messages.Messages,
  never,
  FactoryClient.FactoryClient | MieltoClient.MieltoClient | HonchoClient.HonchoClient | VeryfrontClient.VeryfrontClient
> = Layer.effect(Messages.Messages, make)

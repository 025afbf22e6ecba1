/** The `Messages` port over the clients of the providers. */
import { ConversationRef, Draft, Json, MessageError, MessageRef, Messages, Provider } from "@org/messages-core"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as FactoryDraft from "./FactoryDraft.js"
import * as Normalization from "./Normalization.js"

/** How a message of each provider is read. */
type Readers = {
  readonly [P in Provider.Provider]: {
    readonly availability: Messages.Availability
    readonly getJson: (address: Provider.MessageAddress<P>) => Effect.Effect<Json.JsonObject, MessageError.MessageError>
    readonly getRaw: (address: Provider.MessageAddress<P>) => Effect.Effect<Messages.Raw, MessageError.MessageError>
  }
}

/** The port; every provider keeps its own limits and troubles to itself. */
export const make = Effect.gen(function* () {
  const factory = yield* FactoryClient.FactoryClient
  const mielto = yield* MieltoClient.MieltoClient
  const honcho = yield* HonchoClient.HonchoClient
  const veryfront = yield* VeryfrontClient.VeryfrontClient
  const readers: Readers = { factory, mielto, honcho, veryfront }

  const json = <P extends Provider.Provider>(provider: P, address: Provider.MessageAddress<P>) =>
    readers[provider].getJson(address)

  const raw = <P extends Provider.Provider>(provider: P, address: Provider.MessageAddress<P>) =>
    readers[provider].getRaw(address)

  return Messages.Messages.of({
    get: Effect.fn("Messages.get")(function* (ref) {
      const address = yield* MessageRef.parse(ref)
      return Normalization.toMessage(ref, yield* json(address.provider, address))
    }),
    getRaw: Effect.fn("Messages.getRaw")(function* (ref) {
      const address = yield* MessageRef.parse(ref)
      return yield* raw(address.provider, address)
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
    providers: Effect.succeed(Provider.names.map((name) => readers[name].availability))
  })
})

/** The port over the clients that the program provides. */
export const layer: Layer.Layer<
  Messages.Messages,
  never,
  FactoryClient.FactoryClient | MieltoClient.MieltoClient | HonchoClient.HonchoClient | VeryfrontClient.VeryfrontClient
> = Layer.effect(Messages.Messages, make)

// Reads one message of a Factory session, and adds another.
import { ConversationRef, MessageRef } from "@org/messages-core"
import { FactoryClient } from "@org/messages-provider-factory"
import { UndiciExchange } from "@org/messages-transport/node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const factory = yield* FactoryClient.FactoryClient
  const message = yield* factory.getMessage(
    yield* MessageRef.make({ provider: "factory", sessionId: "s1", messageId: "m1" })
  )
  console.log(message.role, JSON.stringify(message.content))

  // Sends exactly one request. The agent starts, and its reply is another message.
  const conversation = yield* ConversationRef.make({ provider: "factory", sessionId: "s1" })
  const posted = yield* factory.addMessage(conversation, { text: "And then?" })
  console.log(posted.messageId, posted.status)
})

// Every failure is one of the errors of @org/messages-core; each has a message for people.
const reported = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads FACTORY_API_KEY and FACTORY_API_URL from the environment.
const live = FactoryClient.layerConfig.pipe(Layer.provide(UndiciExchange.layer()))

await Effect.runPromise(Effect.provide(reported, live))

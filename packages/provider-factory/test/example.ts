// Reads one message of a Factory session, and adds one.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { FactoryClient } from "@org/messages-provider-factory"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const factory = yield* FactoryClient.FactoryClient
  const message = yield* factory.getMessage({ provider: "factory", sessionId: "s1", messageId: "m1" })
  console.log(message.role, JSON.stringify(message.content))

  // One request, always. It wakes the agent, whose answer is another message.
  const posted = yield* factory.addMessage({ provider: "factory", sessionId: "s1" }, { text: "And then?" })
  console.log(posted.messageId, posted.status)
})

// Every failure is one of the errors of @org/messages-core, with a sentence in it.
const told = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads FACTORY_API_KEY and FACTORY_API_URL from the environment.
const live = FactoryClient.layerConfig.pipe(Layer.provide(NodeHttpClient.layerUndici))

await Effect.runPromise(Effect.provide(told, live))

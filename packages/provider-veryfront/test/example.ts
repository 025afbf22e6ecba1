// Reads one message of a Veryfront conversation.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const uuid = "11111111-1111-4111-a111-111111111111"

const program = Effect.gen(function* () {
  const veryfront = yield* VeryfrontClient.VeryfrontClient
  const message = yield* veryfront.getMessage({ provider: "veryfront", conversationId: uuid, messageId: uuid })
  console.log(message.role, JSON.stringify(message.parts))
})

// Every failure is one of the errors of @org/messages-core, with a sentence in it.
const told = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads VERYFRONT_API_TOKEN and VERYFRONT_API_URL from the environment.
const live = VeryfrontClient.layerConfig.pipe(Layer.provide(NodeHttpClient.layerUndici))

await Effect.runPromise(Effect.provide(told, live))

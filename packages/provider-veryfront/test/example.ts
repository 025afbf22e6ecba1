// Reads one message of a Veryfront conversation.
import { MessageRef } from "@org/messages-core"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import { UndiciExchange } from "@org/messages-transport/node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const uuid = "11111111-1111-4111-a111-111111111111"

const program = Effect.gen(function* () {
  const veryfront = yield* VeryfrontClient.VeryfrontClient
  const message = yield* veryfront.getMessage(
    yield* MessageRef.make({ provider: "veryfront", conversationId: uuid, messageId: uuid })
  )
  console.log(message.role, JSON.stringify(message.parts))
})

// Every failure is one of the errors of @org/messages-core; each has a message for people.
const reported = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads VERYFRONT_API_TOKEN and VERYFRONT_API_URL from the environment.
const live = VeryfrontClient.layerConfig.pipe(Layer.provide(UndiciExchange.layer()))

await Effect.runPromise(Effect.provide(reported, live))

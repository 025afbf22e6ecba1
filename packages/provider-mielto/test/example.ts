// Reads one message from Mielto.
import { MessageRef } from "@org/messages-core"
import { MieltoClient } from "@org/messages-provider-mielto"
import { UndiciExchange } from "@org/messages-transport/node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const mielto = yield* MieltoClient.MieltoClient
  const message = yield* mielto.getMessage(yield* MessageRef.make({ provider: "mielto", messageId: "m1" }))
  console.log(message.role, message.content)
})

// Every failure is one of the errors of @org/messages-core; each has a message for people.
const reported = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads MIELTO_API_KEY, MIELTO_API_URL and MIELTO_WORKSPACE_ID from the environment.
const live = MieltoClient.layerConfig.pipe(Layer.provide(UndiciExchange.layer()))

await Effect.runPromise(Effect.provide(reported, live))

// Reads one message of Mielto.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { MieltoClient } from "@org/messages-provider-mielto"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const mielto = yield* MieltoClient.MieltoClient
  const message = yield* mielto.getMessage({ provider: "mielto", messageId: "m1" })
  console.log(message.role, message.content)
})

// Every failure is one of the errors of @org/messages-core, with a sentence in it.
const told = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads MIELTO_API_KEY, MIELTO_API_URL and MIELTO_WORKSPACE_ID from the environment.
const live = MieltoClient.layerConfig.pipe(Layer.provide(NodeHttpClient.layerUndici))

await Effect.runPromise(Effect.provide(told, live))

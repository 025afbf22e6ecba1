// Reads one message of a Honcho session.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { HonchoClient } from "@org/messages-provider-honcho"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const honcho = yield* HonchoClient.HonchoClient
  const message = yield* honcho.getMessage({ provider: "honcho", workspaceId: "w1", sessionId: "s1", messageId: "m1" })
  console.log(message.peer_id, message.content)
})

// Every failure is one of the errors of @org/messages-core, with a sentence in it.
const told = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads HONCHO_API_KEY and HONCHO_URL from the environment.
const live = HonchoClient.layerConfig.pipe(Layer.provide(NodeHttpClient.layerUndici))

await Effect.runPromise(Effect.provide(told, live))

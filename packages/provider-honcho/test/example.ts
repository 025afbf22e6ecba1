// Reads one message of a Honcho session.
import { MessageRef } from "@org/messages-core"
import { HonchoClient } from "@org/messages-provider-honcho"
import { UndiciExchange } from "@org/messages-transport/node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const honcho = yield* HonchoClient.HonchoClient
  const message = yield* honcho.getMessage(
    yield* MessageRef.make({ provider: "honcho", workspaceId: "w1", sessionId: "s1", messageId: "m1" })
  )
  console.log(message.peer_id, message.content)
})

// Every failure is one of the errors of @org/messages-core; each has a message for people.
const reported = Effect.catchAll(program, (error) => Effect.sync(() => console.error(error.message)))

// Reads HONCHO_API_KEY and HONCHO_URL from the environment.
const live = HonchoClient.layerConfig.pipe(Layer.provide(UndiciExchange.layer()))

await Effect.runPromise(Effect.provide(reported, live))

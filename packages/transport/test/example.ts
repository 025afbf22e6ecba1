// Reads one message from Honcho, as the provider packages do.
import { MessageRef } from "@org/messages-core"
import { ProviderSettings, ResponseReader, Shape, Transport } from "@org/messages-transport"
import { UndiciExchange } from "@org/messages-transport/node"
import * as Effect from "effect/Effect"

const outer = ResponseReader.json(Shape.outer({ content: Shape.anything }))

const program = Effect.gen(function* () {
  const { request } = yield* Transport.make("honcho", yield* ProviderSettings.of("honcho"))

  // The segments of the path, not encoded: `request` percent-encodes them.
  const path = ["v3", "workspaces", "w1", "sessions", "s1", "messages", "m1"]
  const address = yield* MessageRef.parse("honcho:w1/s1/m1")
  console.log(JSON.stringify(yield* request("get", { address, path }, outer)))
})

await Effect.runPromise(Effect.provide(program, UndiciExchange.layer()))

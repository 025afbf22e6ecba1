// Reads one message of Honcho in the way of the provider packages.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Settings, Shape, Transport } from "@org/messages-transport"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"

const settings = Config.all({ credential: Settings.key("HONCHO_API_KEY"), url: Settings.url("HONCHO_URL") })

const program = Effect.gen(function* () {
  const { credential, url = "https://api.honcho.dev" } = yield* settings
  const { read } = yield* Transport.make({ provider: "honcho", url, credential, operations: ["get"] })

  // Segments, not a path: they are encoded here and nowhere else.
  const address = { provider: "honcho", workspaceId: "w1", sessionId: "s1", messageId: "m1" } as const
  const path = ["v3", "workspaces", "w1", "sessions", "s1", "messages", "m1"]
  const message = yield* read({ address, path }, Shape.outer({ content: Shape.anything }))
  console.log(JSON.stringify(message))
})

await Effect.runPromise(Effect.provide(program, NodeHttpClient.layerUndici))

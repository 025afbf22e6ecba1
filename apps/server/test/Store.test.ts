/** The store that the settings name. */
import { assert, it } from "@effect/vitest"
import { MessageRef } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { post, serve } from "./TestServer.js"

it.scopedLive("sandboxes keep keys in memory and forget them, even if the settings name a store", () =>
  Effect.gen(function* () {
    const databaseUrl = Redacted.make("postgresql://127.0.0.1:1/none")
    const posted = Effect.succeed({ ref: MessageRef.MessageRef.make("factory:s/m") })
    for (const named of [{ store: "/dev/null/posts.db" }, { databaseUrl }, { store: "/dev/null/posts.db" }]) {
      const server = yield* serve({ post: () => posted }, { ...named, sandbox: true })
      const answer = yield* post(server, { conversation: "factory:s", text: "hi" }, { "idempotency-key": "k" })
      assert.strictEqual(answer.status, 201)
      assert.notProperty(answer.headers, "idempotent-replayed")
    }
  })
)

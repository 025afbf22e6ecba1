import { assert, describe, it } from "@effect/vitest"
import { MessageRef } from "@org/messages-core"
import { FaultServer, Trial } from "@org/messages-faults"
import { HonchoClient } from "@org/messages-provider-honcho"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Bodies from "../src/Bodies.js"
import * as Ours from "../src/Ours.js"

describe("What a provider says", () => {
  for (const provider of ["factory", "mielto", "honcho", "veryfront"] as const)
    for (const status of [400, 401, 403, 404, 422, 503] as const)
      it.scopedLive(`reaches the caller of ${provider} with a ${status}`, () =>
        Effect.gen(function* () {
          const server = yield* FaultServer.make(`s${status}`, Bodies.ofRead(provider))
          const client = yield* Effect.acquireRelease(
            Effect.sync(() => Ours.make(provider)),
            (client) => Effect.promise(client.close)
          )
          const result = yield* Effect.promise(() =>
            client.get({ url: server.url, key: Trial.key, timeoutMs: 5000, retries: 0 })
          )
          assert.strictEqual(result.outcome, "error")
          const said = result.outcome === "error" ? String(result.error) : ""
          assert.include(said, Bodies.detail(status))
        })
      )

  it.scopedLive("is returned byte for byte, even if it is not UTF-8", () =>
    Effect.gen(function* () {
      const server = yield* FaultServer.make("bad_utf8", Bodies.ofRead("honcho"))
      const client = yield* HonchoClient.make({ apiKey: Redacted.make(Trial.key), url: server.url })
      const address = yield* MessageRef.make({ provider: "honcho", workspaceId: "w", sessionId: "s", messageId: "m" })
      const { body } = yield* client.getRaw(address)
      assert.include(Buffer.from(body).toString("latin1"), '"\xff\xfe\x80"')
    }).pipe(Effect.provide(Ours.exchange))
  )
})

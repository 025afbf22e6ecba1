import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { bearer, send, sendToHoncho, services, servicesWith } from "./Client.js"

const path = "/mielto/api/v1/messages/msg_refund_question"

const preflight = {
  method: "OPTIONS" as const,
  headers: { origin: "http://example.com", "access-control-request-method": "GET" }
}

describe("pages of other origins", () => {
  it.scoped("may use a sandbox that allows it", () =>
    Effect.gen(function* () {
      for (const answer of [yield* send(path, preflight), yield* sendToHoncho("/v3/workspaces", preflight)]) {
        assert.strictEqual(answer.status, 204)
        assert.strictEqual(answer.headers["access-control-allow-origin"], "*")
        assert.include(answer.headers["access-control-allow-headers"], "authorization")
      }
      for (const headers of [bearer("mk_sandbox"), {}])
        assert.strictEqual((yield* send(path, { headers })).headers["access-control-allow-origin"], "*")
    }).pipe(Effect.provide(servicesWith({ cors: true })))
  )

  it.scoped("may not use any other", () =>
    Effect.gen(function* () {
      const answer = yield* send(path, preflight)
      assert.deepStrictEqual([answer.status, answer.headers["access-control-allow-origin"]], [405, undefined])
    }).pipe(Effect.provide(services))
  )
})

import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { maximumBody } from "../../src/http/SandboxRequest.js"
import { services } from "../Client.js"
import { client } from "./Asker.js"

describe("a post that is too large", () => {
  it.scoped("is refused by all four", () =>
    Effect.gen(function* () {
      const body = "x".repeat(maximumBody + 1)
      for (const [key, path] of [
        ["fk-sandbox", "/factory/api/v0/sessions/diary-3/messages"],
        ["mk_sandbox", "/mielto/api/v1/messages"],
        ["hch-sandbox", "/honcho/v3/workspaces/w/sessions/s/messages"],
        ["vf_sandbox", "/veryfront/conversations/d1a40000-0000-4000-8000-000000000003/messages"]
      ] as const)
        assert.strictEqual((yield* client(key)(path, body)).status, 413)
    }).pipe(Effect.provide(services))
  )
})

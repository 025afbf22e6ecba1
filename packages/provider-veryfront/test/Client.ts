/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { assert } from "@effect/vitest"
import { Json, type MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { VeryfrontClient } from "../src/index.js"

export const uuid = "11111111-1111-4111-a111-111111111111"

export const at = (messageId: string): VeryfrontClient.Address => ({
  provider: "veryfront",
  conversationId: uuid,
  messageId
})

export const connect = (
  url: string,
  options: Partial<VeryfrontClient.Options> = {}
): ReturnType<typeof VeryfrontClient.make> =>
  VeryfrontClient.make({ apiKey: Redacted.make("vf_test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

/** The fields of the error, as they would be sent. */
export const errorOf = <A>(call: Effect.Effect<A, MessageError.MessageError>) =>
  Effect.map(Effect.flip(call), (error): Json.JsonObject => {
    assert.notInclude(inspect(error, { depth: Infinity, showHidden: true }), "vf_test")
    const json: Json.Json = JSON.parse(JSON.stringify(error))
    return Json.isObject(json) ? json : {}
  })

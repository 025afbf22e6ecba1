/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { assert } from "@effect/vitest"
import { Json, type MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { HonchoClient } from "../src/index.js"

export const at = (messageId: string): HonchoClient.Address => ({
  provider: "honcho",
  workspaceId: "w1",
  sessionId: "s1",
  messageId
})

export const connect = (
  url: string,
  options: Partial<HonchoClient.Options> = {}
): ReturnType<typeof HonchoClient.make> =>
  HonchoClient.make({ apiKey: Redacted.make("hch-test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

/** The fields of the error, as they would be sent. */
export const errorOf = <A>(call: Effect.Effect<A, MessageError.MessageError>) =>
  Effect.map(Effect.flip(call), (error): Json.JsonObject => {
    assert.notInclude(inspect(error, { depth: Infinity, showHidden: true }), "hch-test")
    const json: Json.Json = JSON.parse(JSON.stringify(error))
    return Json.isObject(json) ? json : {}
  })

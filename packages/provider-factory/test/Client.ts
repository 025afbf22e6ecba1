/** What the tests of this package share: a client of a server on loopback, and what its errors say. */
import { assert } from "@effect/vitest"
import { Json, type MessageError } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { FactoryClient } from "../src/index.js"

export const at = (messageId: string): FactoryClient.Address => ({ provider: "factory", sessionId: "s1", messageId })

export const connect = (
  url: string,
  options: Partial<FactoryClient.Options> = {}
): ReturnType<typeof FactoryClient.make> =>
  FactoryClient.make({ apiKey: Redacted.make("fk-test"), url, policy: { backoff: { base: 1, cap: 1 } }, ...options })

/** The fields of the error, as they would be sent. */
export const errorOf = <A>(call: Effect.Effect<A, MessageError.MessageError>) =>
  Effect.map(Effect.flip(call), (error): Json.JsonObject => {
    assert.notInclude(inspect(error, { depth: Infinity, showHidden: true }), "fk-test")
    const json: Json.Json = JSON.parse(JSON.stringify(error))
    return Json.isObject(json) ? json : {}
  })

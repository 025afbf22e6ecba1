/** What the error of a call says, as it would be sent, and that it does not say the key. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { inspect } from "node:util"
import { isObject, type Json, type JsonObject } from "../Json.js"

export type ErrorOf = <A>(call: Effect.Effect<A, unknown>) => Effect.Effect<JsonObject, A>

export const of =
  (key: string): ErrorOf =>
  (call) =>
    Effect.map(Effect.flip(call), (error) => {
      assert.notInclude(inspect(error, { depth: Infinity, showHidden: true }), key)
      const json: Json = JSON.parse(JSON.stringify(error))
      return isObject(json) ? json : {}
    })

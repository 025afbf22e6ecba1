/** Reads the fields of a call's error as they would be sent, and checks that they do not contain the key. */
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

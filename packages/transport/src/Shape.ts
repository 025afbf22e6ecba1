/** How an answer is accepted: by the outer shape that normalization stands on, or by the whole contract. */
import { Drift, Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"
import type { Accept } from "./Transport.js"

/** What a key of the outer shape must hold. */
export interface Field {
  readonly expected: string
  readonly test: (value: Json.Json) => boolean
}

export const array: Field = { expected: "an array", test: Json.isArray }
export const string: Field = { expected: "a string", test: (value) => typeof value === "string" }
export const anything: Field = { expected: "a value", test: () => true }

/** An object with own keys of these kinds. Everything else of it may be as it likes. */
export const outer =
  (fields: Readonly<Record<string, Field>>): Accept<Json.JsonObject> =>
  (json) => {
    if (!Json.isObject(json)) return fault("", "an object")
    for (const [key, { expected, test }] of Object.entries(fields)) {
      const value = Json.own(json, key)
      if (value === undefined || !test(value)) return fault(Json.pointer([key]), expected)
    }
    return Either.right(json)
  }

/** The value itself, never rebuilt, when it keeps the contract. */
export const contract = <A extends Json.JsonObject, I>(schema: Schema.Schema<A, I>): Accept<A> => {
  const isWithin = Drift.guard(schema)
  const drift = Drift.of(schema)
  return (json) => {
    if (isWithin(json)) return Either.right(json)
    const [first] = drift(json)
    return fault(first?.path ?? "", first?.expected ?? "the contract")
  }
}

const fault = (path: string, expected: string) => Either.left({ path, problem: `expected ${expected}` })

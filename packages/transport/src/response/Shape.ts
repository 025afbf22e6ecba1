/** Two ways to accept a JSON value: by its outer shape, on which normalization is built, or by the whole contract. */
import { Drift, Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"

/** Accepts a value as what the caller needs, or says what is wrong with it. */
export type Accept<A extends Json.JsonObject> = (json: Json.Json) => Either.Either<A, Json.Fault>

/** What a key of the outer shape must hold. */
export interface Field {
  readonly expected: string
  readonly test: (value: Json.Json) => boolean
}

/** Any array. */
export const array: Field = { expected: "an array", test: Json.isArray }
/** Any string. */
export const string: Field = { expected: "a string", test: (value) => typeof value === "string" }
/** Any JSON value, `null` included. */
export const anything: Field = { expected: "a value", test: () => true }

/** An object that has these keys as its own. Its other keys may hold anything. */
export const outer = (fields: Readonly<Record<string, Field>>): Accept<Json.JsonObject> => {
  const entries = Object.entries(fields)
  return (json) => {
    if (!Json.isObject(json)) return fault("", "an object")
    for (const [key, { expected, test }] of entries) {
      const value = Json.own(json, key)
      if (value === undefined || !test(value)) return fault(Json.pointer([key]), expected)
    }
    return Either.right(json)
  }
}

/** The value itself, never rebuilt, if it is within the contract. */
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

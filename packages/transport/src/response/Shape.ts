/** Checks JSON values: the outer shape (which is enough for normalization), a page of a list, or the whole contract. */
import { Drift, Json, SchemaGuard } from "@org/messages-core"
import * as Either from "effect/Either"
import type * as Schema from "effect/Schema"

/** Returns the value with its type, or says what is wrong with it. */
export type Validator<A> = (json: Json.Json) => Either.Either<A, Json.Fault>

/** What a key of the outer shape must hold. */
export interface Field {
  /** What the field must be, as the rest of "expected …". */
  readonly expected: string
  /** Whether a value is that. */
  readonly test: (value: Json.Json) => boolean
}

/** Any array. */
export const array: Field = { expected: "an array", test: Json.isArray }
/** Any string. */
export const string: Field = { expected: "a string", test: (value) => typeof value === "string" }
/** Any JSON value, `null` included. */
export const anything: Field = { expected: "a value", test: () => true }

/** Accepts an object that has these own keys. Its other keys may hold anything. */
export const outer = (fields: Readonly<Record<string, Field>>): Validator<Json.JsonObject> => {
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

/** A page of a list as a provider sends it: the elements, and the object around them, which is empty if there is none. */
export interface NativeList {
  /** The elements of the list, unchecked. */
  readonly elements: ReadonlyArray<Json.Json>
  /** The object around the list, which may say where the next page is; empty for an array alone. */
  readonly envelope: Json.JsonObject
}

/** Accepts an object that has an array at one of these keys, of which the first counts; with `isBare`, also an array itself. */
export const list = (keys: ReadonlyArray<string>, isBare = false): Validator<NativeList> => {
  const [first = ""] = keys
  return (json) => {
    if (isBare && Json.isArray(json)) return Either.right({ elements: json, envelope: {} })
    if (!Json.isObject(json)) return fault("", isBare ? "an object or an array" : "an object")
    for (const key of keys) {
      const elements = Json.own(json, key)
      if (Json.isArray(elements)) return Either.right({ elements, envelope: json })
    }
    return fault(Json.pointer([first]), "an array")
  }
}

/** Accepts a value that keeps to the contract, and returns the same value, never a copy. */
export const contract = <A extends Json.JsonObject, I>(schema: Schema.Schema<A, I>): Validator<A> => {
  const isWithin = SchemaGuard.of(schema)
  const drift = Drift.of(schema)
  return (json) => {
    if (isWithin(json)) return Either.right(json)
    const [first] = drift(json)
    return fault(first?.path ?? "", first?.expected ?? "the contract")
  }
}

const fault = (path: string, expected: string) => Either.left({ path, problem: `expected ${expected}` })

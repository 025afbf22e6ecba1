/** Reads Mielto's response to a post, whose form is not documented. */
import { Id, Json } from "@org/messages-core"
import * as Either from "effect/Either"

/** What a post made. The id is missing if the response has none. */
export interface MieltoPosted {
  readonly id?: string
}

/** Takes the message, a list of messages, or either of them as `data`. An object that has only an error is not a message. */
export const read = (json: Json.Json): Either.Either<MieltoPosted, Json.Fault> => {
  if (!Json.isObject(json) && !Json.isArray(json)) return fault("an object or an array")
  const message = messageOf(json)
  const id = message && [Json.own(message, "id"), Json.own(message, "message_id")].find(isId)
  if (id !== undefined) return Either.right({ id: String(id) })
  return Json.isObject(json) && errors.some((key) => Object.hasOwn(json, key))
    ? fault("a message and not an error")
    : Either.right({})
}

const messageOf = (json: Json.Json | undefined): Json.JsonObject | undefined => {
  if (Json.isArray(json)) return Json.isObject(json[0]) ? json[0] : undefined
  if (!Json.isObject(json)) return undefined
  const data = Json.own(json, "data")
  return Json.isArray(data) || Json.isObject(data) ? messageOf(data) : json
}

const isId = (value: Json.Json | undefined): value is string | number =>
  (typeof value === "string" || typeof value === "number") && Id.problem(String(value)) === undefined

const errors = ["error", "errors", "error_code", "detail"]

const fault = (expected: string) => Either.left({ path: "", problem: `expected ${expected}` })

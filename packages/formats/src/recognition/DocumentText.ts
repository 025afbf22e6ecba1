/** The elements of a document in a file: one object, a list, a page of a list, the body of a request, or one object a line. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import { InvalidDocument } from "../algebra/FormatError.js"
import * as Recognition from "./Recognition.js"

/**
 * The elements of a text. `format` is the name of its format, if it is known. An agent that was killed leaves a torn line in its session file: there,
 * a line that is not JSON is an element too, as its text.
 */
export const read = (text: string, format?: string): Either.Either<ReadonlyArray<unknown>, InvalidDocument> => {
  const whole = parse(text.replace(/^\ufeff/, ""))
  return Either.isRight(whole) ? Either.right(elements(whole.right)) : lines(text, format)
}

/** The elements of a parsed value: those of a list, of a page or a request that has one, or the value itself. */
export const elements = (value: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(value)) return value
  const list = Json.isJson(value, unlimited) && Json.isObject(value) ? listOf(value) : undefined
  return list ?? [value]
}

const unlimited = { values: Number.POSITIVE_INFINITY, depth: 256, digits: Json.maximumDigits }

/** The keys of pages and of requests that hold messages. */
const lists = ["messages", "items", "data", "input", "output"] as const

const listOf = (value: Json.JsonObject): ReadonlyArray<Json.Json> | undefined => {
  if (["role", "content", "parts", "call_id", "peer_id"].some((key) => Object.hasOwn(value, key))) return undefined
  const found = lists.flatMap((key) => {
    const list = Json.own(value, key)
    return Json.isArray(list) && list.every((element) => Json.isObject(element)) ? [list] : []
  })
  return found.length === 1 ? found[0] : undefined
}

const parse = (text: string): Either.Either<unknown, unknown> => Either.try((): unknown => JSON.parse(text))

const lines = (text: string, format: string | undefined): Either.Either<ReadonlyArray<unknown>, InvalidDocument> => {
  const values: Array<unknown> = []
  let problem: string | undefined
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue
    const value = parse(values.length === 0 ? line.replace(/^\ufeff/, "") : line)
    if (Either.isLeft(value))
      problem ??= values.length === 0 ? "is neither JSON nor lines of JSON" : `is not JSON in line ${index + 1}`
    values.push(Either.getOrElse(value, () => line))
  }
  if (problem !== undefined && !isSession(values, format)) return Either.left(invalid(format, problem))
  return values.length === 0 ? Either.left(invalid(format, "is empty")) : Either.right(values)
}

const isSession = (values: ReadonlyArray<unknown>, format: string | undefined): boolean =>
  format === undefined
    ? values.some((value) => Json.isJson(value) && Json.isObject(value) && Recognition.isSession(value))
    : sessions.has(format)

/** The formats of session files. */
const sessions: ReadonlySet<string> = new Set(["claude-code", "codex", "factory-session"])

const invalid = (format: string | undefined, problem: string): InvalidDocument =>
  new InvalidDocument({ path: "", problem, ...(format !== undefined && { format }) })

/** The elements of a document in a file: one object, a list, a page of a list, the body of a request, or one object a line. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import { InvalidDocument } from "../algebra/FormatError.js"
import * as EnclosedList from "./EnclosedList.js"
import * as Recognition from "./Recognition.js"

/**
 * The content of a text. `format` is the name of its format, if it is known. An agent that was killed leaves a torn line in its session file: there,
 * a line that is not JSON is an element too, as its text.
 */
export const read = (text: string, format?: string): Either.Either<EnclosedList.Content, InvalidDocument> => {
  const whole = parse(text.replace(/^\ufeff/, ""))
  return Either.isRight(whole) ? of(whole.right, format) : Either.map(lines(text, format), (elements) => ({ elements }))
}

/**
 * The content of a parsed value: the elements of a list, of a page, or of a request or response that has one, or the value itself. Fails if an
 * object has several lists that could be meant.
 */
export const of = (value: unknown, format?: string): Either.Either<EnclosedList.Content, InvalidDocument> => {
  if (Array.isArray(value)) return Either.right({ elements: value })
  const one = { elements: [value] }
  if (!Json.isJson(value, unlimited) || !Json.isObject(value)) return Either.right(one)
  return Either.map(EnclosedList.read(value, format), (list) => list ?? one)
}

const unlimited = { values: Number.POSITIVE_INFINITY, depth: 256, digits: Json.maximumDigits }

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

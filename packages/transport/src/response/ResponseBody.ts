/** Parses the body of a response, and refuses what no message may hold. */
import { Json, JsonScan, type CredentialRedaction } from "@org/messages-core"
import * as Either from "effect/Either"
import { type ExchangeFailure, malformed, overLimit } from "../exchange/ExchangeFailure.js"

/**
 * The JSON value of a body. `contentType` only improves the explanation when the body is not JSON; it is redacted there. A large body is
 * measured before it is parsed. A worker would not help: transferring the value from it costs several times as much as parsing here.
 */
export const json = (
  body: Uint8Array,
  contentType?: string,
  redact: CredentialRedaction.Redact = (text) => text,
  limits: JsonScan.JsonLimits = Json.limits
): Either.Either<Json.Json, ExchangeFailure> => {
  if (body.length === 0) return Either.left(malformed("the response is empty"))
  const excess = isLarge(body) ? JsonScan.excess(body, limits) : undefined
  return excess === undefined
    ? Either.flatMap(text(body), (text) => parse(text, () => contentType && redact(contentType), limits))
    : Either.left(over(excess, limits))
}

/** Whether a body takes a noticeable time to parse. */
export const isLarge = (body: Uint8Array): boolean => body.length > 2 ** 20

const over = (exceeds: keyof JsonScan.JsonLimits, limits: JsonScan.JsonLimits, more?: { readonly path: string }) => ({
  ...overLimit(limits[exceeds], settings[exceeds], problems[exceeds](limits[exceeds])),
  ...more
})

const settings = { values: "MESSAGES_VALUE_LIMIT", depth: "MESSAGES_DEPTH_LIMIT", digits: "MESSAGES_DIGIT_LIMIT" }

const problems = {
  values: (limit: number) => `the response has more than ${limit} values`,
  depth: (limit: number) => `the response is nested deeper than ${limit}`,
  digits: (limit: number) => `the response has a number of more than ${limit} digits`
}

// The decoder drops a byte order mark, as RFC 8259, 8.1 allows. It keeps no state between calls.
const decoder = new TextDecoder("utf-8", { fatal: true })

const text = (body: Uint8Array): Either.Either<string, ExchangeFailure> =>
  Either.try({
    try: () => decoder.decode(body),
    catch: () => malformed("the response is not UTF-8")
  })

const parse = (
  text: string,
  contentType: () => string | undefined,
  limits: JsonScan.JsonLimits
): Either.Either<Json.Json, ExchangeFailure> =>
  Either.flatMap(
    Either.try({
      try: (): unknown => JSON.parse(text),
      catch: (error) => malformed(notJson(text, contentType(), error), { transient: isCutShort(text, error) })
    }),
    (value) => {
      if (Json.isJson(value, limits)) return Either.right(value)
      const { exceeds, path, problem } = Json.fault(value, limits) ?? { path: "", problem: "not JSON" }
      return Either.left(exceeds === undefined ? malformed(problem, { path }) : over(exceeds, limits, { path }))
    }
  )

// The parser's message quotes the body, so only the position is taken from it.
const notJson = (text: string, contentType: string | undefined, error: unknown): string => {
  if (/^\s*</.test(text)) return "the response looks like HTML: is a proxy or a login page in between?"
  const position = / JSON at (position \d+)/.exec(String(error))?.[1]
  const at = position === undefined ? "" : ` (${position} of ${text.length})`
  return contentType === undefined || /json/i.test(contentType)
    ? `the response is not JSON${at}`
    : `the response is not JSON${at} but ${contentType.slice(0, 100)}`
}

/** Whether the text was cut off, so that another attempt may succeed: the parser then reports the end of the text. */
const isCutShort = (text: string, error: unknown): boolean => {
  const position = / JSON at position (\d+)/.exec(String(error))?.[1]
  return position === undefined ? /end of JSON input/.test(String(error)) : Number(position) === text.length
}

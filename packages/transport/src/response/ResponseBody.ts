/** Parses the body of a response, and refuses values that no message may hold. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import { type ExchangeFailure, malformed } from "../exchange/ExchangeFailure.js"
import type { Redact } from "./Redaction.js"

/** The JSON value of a body. `contentType` only improves the explanation when the body is not JSON; it is redacted first. */
export const json = (
  body: Uint8Array,
  contentType?: string,
  redact: Redact = (text) => text
): Either.Either<Json.Json, ExchangeFailure> =>
  body.length === 0
    ? Either.left(malformed("the response is empty"))
    : Either.flatMap(text(body), (text) => parse(text, () => contentType && redact(contentType)))

// The decoder drops a byte order mark, as RFC 8259, 8.1 allows. It keeps no state between calls.
const decoder = new TextDecoder("utf-8", { fatal: true })

const text = (body: Uint8Array): Either.Either<string, ExchangeFailure> =>
  Either.try({
    try: () => decoder.decode(body),
    catch: () => malformed("the response is not UTF-8")
  })

const parse = (text: string, contentType: () => string | undefined): Either.Either<Json.Json, ExchangeFailure> =>
  Either.flatMap(
    Either.try({
      try: (): unknown => JSON.parse(text),
      catch: (error) => malformed(notJson(text, contentType(), error), { transient: isCutShort(text, error) })
    }),
    (value) => {
      if (Json.isJson(value)) return Either.right(value)
      const { path, problem } = Json.fault(value) ?? { path: "", problem: "not JSON" }
      return Either.left(malformed(problem, { path }))
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

/** Reads the body of an answer: capped while it arrives, then decoded and parsed without letting anything pass that no message may hold. */
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Json } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import { type Failure, malformed } from "./Failure.js"
import * as Network from "./Network.js"

/** All bytes of the body, or `TooLarge` as soon as it is known to exceed the limit. */
export const bytes = (
  response: HttpClientResponse.HttpClientResponse,
  limit: number
): Effect.Effect<Uint8Array, Failure> => {
  if (Number(response.headers["content-length"] ?? 0) > limit) return Effect.fail(tooLarge(limit))
  return Effect.suspend(() => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    return response.stream.pipe(
      Stream.catchAll((error) =>
        error.reason === "EmptyBody" ? Stream.empty : Stream.fail(Network.failure(error, "body"))
      ),
      Stream.runForEach((chunk) => {
        size += chunk.byteLength
        chunks.push(chunk)
        return size > limit ? Effect.fail(tooLarge(limit)) : Effect.void
      }),
      Effect.map(() => concat(chunks, size))
    )
  })
}

/** The JSON value of a body; `contentType` only helps to say what came instead. */
export const json = (body: Uint8Array, contentType: string | undefined): Either.Either<Json.Json, Failure> =>
  body.length === 0
    ? Either.left(malformed("the answer is empty"))
    : Either.flatMap(text(body), (text) => parse(text, contentType))

// A byte order mark is dropped here, as RFC 8259, 8.1 allows.
const text = (body: Uint8Array): Either.Either<string, Failure> =>
  Either.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(body),
    catch: () => malformed("the answer is not UTF-8")
  })

const parse = (text: string, contentType: string | undefined): Either.Either<Json.Json, Failure> =>
  Either.flatMap(
    Either.try({
      try: (): unknown => JSON.parse(text),
      catch: (error) => malformed(notJson(text, contentType, error), { transient: isCutShort(text, error) })
    }),
    (value) => {
      if (Json.isJson(value)) return Either.right(value)
      const { path, problem } = Json.fault(value) ?? { path: "", problem: "not JSON" }
      return Either.left(malformed(problem, { path }))
    }
  )

// The parser's own words quote the body, so only the position is taken from them.
const notJson = (text: string, contentType: string | undefined, error: unknown): string => {
  if (/^\s*</.test(text)) return "the answer looks like HTML: is a proxy or a login page in between?"
  const position = / JSON at (position \d+)/.exec(String(error))?.[1]
  const at = position === undefined ? "" : ` (${position} of ${text.length})`
  return contentType === undefined || /json/i.test(contentType)
    ? `the answer is not JSON${at}`
    : `the answer is not JSON${at} but ${contentType.slice(0, 100)}`
}

/** A text that ends too early may come whole the next time: the parser then complains of its very end. */
const isCutShort = (text: string, error: unknown): boolean => {
  const position = / JSON at position (\d+)/.exec(String(error))?.[1]
  return position === undefined ? /end of JSON input/.test(String(error)) : Number(position) === text.length
}

const tooLarge = (limit: number): Failure => ({
  reason: "TooLarge",
  origin: "provider",
  problem: `the body has more than ${limit} bytes`
})

const concat = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const all = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    all.set(chunk, offset)
    offset += chunk.byteLength
  }
  return all
}

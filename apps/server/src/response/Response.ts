/** A response: status, headers and body, typed by the value that the body encodes. */
import { contentType as lineType } from "@org/messages-api/ConversationLines"
import { Json, type Messages, Problem } from "@org/messages-core"
import type { StoredResponse } from "@org/messages-idempotency"
import { identity } from "effect/Function"
import type * as Types from "effect/Types"
import type { Request } from "../request/Request.js"
import * as ContentCoding from "./ContentCoding.js"
import * as ETag from "./ETag.js"
import type { Lines } from "./Lines.js"

/** A response, ready to be written. */
export interface Response {
  readonly status: number
  readonly headers: Headers
  /** Bytes as they are sent, or a text that is sent as UTF-8. */
  readonly body: Uint8Array | string
  /** Lines that are made while they are sent, instead of a body. */
  readonly lines?: Lines
}

/** Headers by their names in lower case. */
export type Headers = Readonly<Record<string, string>>

/** A response whose body encodes an `A`. Only the functions below make one, so a handler cannot respond with something else. */
export interface ResponseOf<out A> extends Response {
  readonly [BodyType]: Types.Covariant<A>
}

const BodyType: unique symbol = Symbol.for("@org/messages-server/Response/BodyType")

/** The value as JSON, without a schema's encoder, which would lose a `__proto__` key. */
export const json = <A>(value: A): ResponseOf<A> => ({
  [BodyType]: identity,
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value)
})

/** The same response with a more specific media type. */
export const withType =
  (contentType: string) =>
  <A>(response: ResponseOf<A>): ResponseOf<A> => ({
    ...response,
    headers: { ...response.headers, "content-type": contentType }
  })

/** Bytes with a media type. */
export const bytes = (body: Uint8Array, contentType: string, headers: Headers = {}): ResponseOf<Uint8Array> => ({
  [BodyType]: identity,
  status: 200,
  headers: { "content-type": contentType, ...headers },
  body
})

/** Lines that stand for an `A`. */
export const lines = <A>(lines: Lines): ResponseOf<A> => ({
  [BodyType]: identity,
  status: 200,
  headers: { "content-type": lineType },
  body: "",
  lines
})

/** A text with a media type. */
export const text = (body: string, contentType: string, headers: Headers = {}): ResponseOf<string> => ({
  [BodyType]: identity,
  status: 200,
  headers: { "content-type": contentType, ...headers },
  body
})

/** The stored response to a post. */
export const stored = ({
  body,
  contentType,
  headers,
  status
}: StoredResponse.StoredResponse): ResponseOf<Messages.Posted> => ({
  [BodyType]: identity,
  status,
  headers: { "content-type": contentType, ...headers },
  body
})

/** The response for a problem: problem details with the id of the request. */
export const problem = (problem: Problem.Problem, requestId: string, headers: Headers = {}): Response => ({
  status: problem.status,
  headers: { "content-type": Problem.contentType, ...problemHeaders(problem), ...headers },
  body: problemBody(problem, requestId)
})

/** The text of problem details with the id of the request. */
export const problemBody = (problem: Problem.Problem, requestId: string): string =>
  JSON.stringify({ ...problem, requestId })

/** The headers that repeat what a problem says. */
export const problemHeaders = ({ retryAfter, status }: Problem.Problem): Headers =>
  Json.compact({
    "retry-after": retryAfter === undefined ? undefined : String(retryAfter),
    // The server does not wait for the rest of a slow request (RFC 9110, section 15.5.9).
    connection: status === 408 ? "close" : undefined,
    "www-authenticate": status === 401 ? 'Bearer realm="messages"' : undefined
  })

/**
 * The response with the ETag of its bytes, or 304 if the caller has the same bytes. `vary` names the headers of requests that it depends on,
 * which a cache must know.
 */
export const conditional = <A>(
  { headers }: Request,
  response: ResponseOf<A>,
  vary = "Accept-Encoding"
): ResponseOf<A> => {
  const { body, status } = response
  const etag = ETag.of(body)
  return ETag.matches(headers["if-none-match"], etag)
    ? {
        [BodyType]: identity,
        status: 304,
        headers: {
          ...withoutType(response.headers),
          "cache-control": caching,
          vary,
          etag: etagOfSent(headers, body, etag)
        },
        body: ""
      }
    : { [BodyType]: identity, status, headers: tagged(response.headers, vary, etag), body }
}

const caching = "private, no-cache"

/** In Node 20, the objects that a spread makes here live until a collection of the old generation; those of `Object.assign` do not. */
const tagged = (headers: Headers, vary: string, etag: string): Headers =>
  Object.assign({}, headers, { "cache-control": caching, vary, etag })

/** A 304 has the entity tag of the full response, which is weak if that would be compressed. */
const etagOfSent = (
  { "accept-encoding": accepted }: Request["headers"],
  body: Response["body"],
  etag: string
): string =>
  accepted !== undefined && ContentCoding.choose(accepted, Buffer.byteLength(body)) !== undefined
    ? ETag.weak(etag)
    : etag

/** A 304 replaces the headers of the caller's copy, such as the policy of a page (RFC 9111, section 4.3.4). */
const withoutType = ({ "content-type": _, ...headers }: Headers): Headers => headers

/** The target of a request: made fit for the router, and read as a ref. */
import * as Headers from "@effect/platform/Headers"
import { type Address, MessageRef, type MessageError, type Problem } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Refusal from "./Refusal.js"

/**
 * Path and query of a target in origin or absolute form (RFC 9112, section 3.2). The router ends a path at `;` and `#`, which would
 * cut a ref short, so both are encoded.
 */
export const normal = (target: string): Either.Either<string, Problem.Problem> => {
  const { path, query } = split(target.replace(absolute, ""))
  return visible.test(target) && path.startsWith("/") && isDecodable(path)
    ? Either.right(`${path.replaceAll(";", "%3B").replaceAll("#", "%23")}${query}`)
    : Either.left(Refusal.malformedRequest("The target of the request is not well-formed"))
}

/** The headers with the Host that the target names, which wins over the one that was sent beside it (RFC 9112, section 3.2.2). */
export const named = (target: string, headers: Headers.Headers): Headers.Headers => {
  const [, host] = absolute.exec(target) ?? []
  return host === undefined || headers["host"] === undefined ? headers : Headers.set(headers, "host", host)
}

/** The ref that a decoded segment and the query of the URL make together. */
export const ref = (segment: string, url: string): Either.Either<Address.MessageAddress, MessageError.InvalidRef> =>
  MessageRef.parse(`${segment}${split(url).query}`)

export const split = (target: string) => {
  const mark = target.indexOf("?")
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark) }
}

const absolute = /^https?:\/\/([^/?#]+)/i

const visible = /^[\x21-\x7e]+$/

const isDecodable = (path: string): boolean => Either.isRight(Either.try(() => decodeURIComponent(path)))

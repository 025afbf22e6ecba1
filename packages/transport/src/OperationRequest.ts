/** What an operation sends. Only this module percent-encodes path segments and query values. */
import { Id, type Json, MessageError } from "@org/messages-core"

/** Path segments and query values, not encoded; `undefined` values are left out. */
export interface OperationRequest {
  /** What the request is about: a message, a conversation, or the parent of a list of conversations. An error names its ref. */
  readonly address: {
    /** The ref of the message, the conversation or the parent. */
    readonly ref: string
    /** The id of the message, if the request is about one. */
    readonly messageId?: string
  }
  /** The method, if it differs from that of the operation: a provider may list with a POST. */
  readonly method?: "GET" | "POST"
  /** The segments after the base path, not percent-encoded. */
  readonly path: ReadonlyArray<string>
  /** The parameters, not percent-encoded; those that are `undefined` are left out. */
  readonly query?: { readonly [key: string]: string | undefined }
  /** Headers in addition to those of every request. */
  readonly headers?: { readonly [name: string]: string | undefined }
  /** Sent as JSON. */
  readonly body?: Json.Json
  /** Whether the provider keeps only one of several posts with this body, because the body has an idempotency key. Such a post is retried like a read. */
  readonly isIdempotent?: boolean
  /** Whether the request has a cursor of the provider, which may have expired. */
  readonly hasCursor?: boolean
}

/** The path and the query of a URL. */
export const locate = ({ path, query }: OperationRequest): string => {
  let location = ""
  for (const segment of path) location += `/${encodeURIComponent(segment)}`
  let separator = "?"
  for (const key in query) {
    const value = query[key]
    if (value === undefined) continue
    location += `${separator}${encodeURIComponent(key)}=${encodeURIComponent(value)}`
    separator = "&"
  }
  return location
}

/** The error of the first value that no header can carry, if there is one. */
export const headerError = ({ headers }: OperationRequest): MessageError.InvalidRef | undefined => {
  for (const name in headers) {
    const value = headers[name]
    const problem = value === undefined ? undefined : Id.headerProblem(value)
    if (problem !== undefined) return MessageError.InvalidRef.of(value ?? "", `a ${name} that ${problem}`)
  }
  return undefined
}

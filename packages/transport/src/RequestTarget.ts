/** Where a request goes, and what it carries. Path segments and query values are percent-encoded here and nowhere else. */
import { type Address, Id, type Json, MessageError } from "@org/messages-core"

/** Segments and values as they are, not encoded; what is `undefined` is left out. */
export interface RequestTarget {
  /** The message or the conversation that the request is about. */
  readonly address: Address.MessageAddress | Address.ConversationAddress
  readonly path: ReadonlyArray<string>
  readonly query?: { readonly [key: string]: string | undefined }
  /** Headers besides those of every request. */
  readonly headers?: { readonly [name: string]: string | undefined }
  /** Sent as JSON. */
  readonly body?: Json.JsonObject
}

/** The path and the query of a URL. */
export const locate = ({ path, query }: RequestTarget): string => {
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

/** The first value that no header can carry, as an error. */
export const headerError = ({ headers }: RequestTarget): MessageError.InvalidRef | undefined => {
  for (const name in headers) {
    const value = headers[name]
    const problem = value === undefined ? undefined : Id.headerProblem(value)
    if (problem !== undefined) return MessageError.InvalidRef.of(value ?? "", `a ${name} that ${problem}`)
  }
  return undefined
}

/** A response of a simulated provider: indented JSON, so that a person can read it with curl. */
import type { Json } from "@org/messages-core"

/** A response; the server adds the length and the date. */
export interface SandboxResponse {
  /** The HTTP status. */
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** The text, sent as UTF-8. */
  readonly body: string
  /** The delay before the response is sent, in milliseconds. */
  readonly delayMillis?: number
}

/** What differs from status 200 and `application/json`. */
export interface Options {
  readonly status?: number
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly delayMillis?: number
}

/** A response with a JSON body, indented by two spaces. */
export const json = (
  body: Json.Json,
  { contentType = "application/json", delayMillis, headers, status = 200 }: Options = {}
): SandboxResponse => ({
  status,
  headers: { "content-type": contentType, ...headers },
  body: `${JSON.stringify(body, null, 2)}\n`,
  ...(delayMillis !== undefined && { delayMillis })
})

/** The reason phrases (RFC 9110) of the statuses with which a simulated provider refuses a request. */
export const phrases = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
} as const

/** A status with which a simulated provider refuses a request. */
export type RefusalStatus = keyof typeof phrases

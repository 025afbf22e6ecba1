/** A response of a simulated provider: indented JSON, so that a person can read it with curl. */
import type { Json } from "@org/messages-core"

/** A response; the server adds the length and the date. */
export interface SandboxResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What differs from status 200 and `application/json`. */
export interface Options {
  readonly status?: number
  readonly contentType?: string
}

/** A response with a JSON body, indented by two spaces. */
export const json = (
  body: Json.JsonObject,
  { contentType = "application/json", status = 200 }: Options = {}
): SandboxResponse => ({
  status,
  headers: { "content-type": contentType },
  body: `${JSON.stringify(body, null, 2)}\n`
})

/** The reason phrases (RFC 9110) of the statuses with which a simulated provider refuses a request. */
export const phrases = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  422: "Unprocessable Content"
} as const

/** A status with which a simulated provider refuses a request. */
export type RefusalStatus = keyof typeof phrases

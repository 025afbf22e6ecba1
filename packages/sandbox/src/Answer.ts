/** What a sandbox answers with: JSON that a person can read, and the words that HTTP has for a status. */
import type { Json } from "@org/messages-core"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"

export interface Options {
  readonly status?: number
  readonly contentType?: string
}

export const json = (body: Json.JsonObject, { contentType = "application/json", status = 200 }: Options = {}) =>
  HttpServerResponse.text(`${JSON.stringify(body, null, 2)}\n`, { status, contentType })

/** The reason phrases (RFC 9110) of the statuses that a sandbox refuses with. */
export const phrases = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  422: "Unprocessable Content"
} as const

export type Refused = keyof typeof phrases

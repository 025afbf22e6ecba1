/** Validators from the content (RFC 9110, sections 8.8 and 13.1): what a caller already has is not sent again. */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"

/** The answer with the ETag of its bytes, or 304 where `If-None-Match` names it. */
export const conditional = (response: HttpServerResponse.HttpServerResponse) =>
  Effect.map(HttpServerRequest.HttpServerRequest, ({ headers }) => {
    if (response.body._tag !== "Uint8Array") return response
    const etag = of(response.body.body)
    const caching = { etag, "cache-control": "private, no-cache" }
    return matches(headers["if-none-match"], etag)
      ? HttpServerResponse.empty({ status: 304, headers: caching })
      : HttpServerResponse.setHeaders(response, caching)
  })

export const of = (bytes: Uint8Array): string => `"${createHash("sha256").update(bytes).digest("base64url")}"`

/** The weak comparison of a list of entity tags; `*` matches whatever there is. */
export const matches = (sent: string | undefined, etag: string): boolean =>
  sent !== undefined && (sent.trim() === "*" || [...sent.matchAll(opaque)].some(([tag]) => tag === etag))

/** An entity tag without the `W/` that weak comparison ignores. */
const opaque = /"[\x21\x23-\x7e\x80-\xff]*"/g

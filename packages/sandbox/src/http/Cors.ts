/** Lets pages of every origin use a server from a browser (CORS, Fetch Standard). */
import type { Handler } from "./Route.js"

/** Answers preflight requests, and allows every response to be read. */
export const allow =
  (handler: Handler): Handler =>
  (request) => {
    if (request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined)
      return { status: 204, headers: preflight, body: "" }
    const response = handler(request)
    return { ...response, headers: { ...response.headers, ...origin } }
  }

const origin = { "access-control-allow-origin": "*" }

/** `*` does not include `Authorization`. */
const preflight = {
  ...origin,
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers": "authorization, *"
}

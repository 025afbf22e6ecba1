/** The key that a request carries, or nothing. */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"

/** From `Authorization: Bearer <key>`. */
export const bearer = Effect.map(
  HttpServerRequest.HttpServerRequest,
  ({ headers }) => /^Bearer +(\S+)$/i.exec(headers["authorization"] ?? "")?.[1]
)

/** From `Authorization: Bearer <key>` or `X-API-Key: <key>`. */
export const bearerOrApiKey = Effect.zipWith(
  bearer,
  HttpServerRequest.HttpServerRequest,
  (key, { headers }) => key ?? headers["x-api-key"]
)

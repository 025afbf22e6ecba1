/** Sends requests with a provider's key in tests. */
import * as Effect from "effect/Effect"
import { bearer, type Options, send } from "../Client.js"

/** Asks with this key; a body that is no text is sent as JSON. */
export const client =
  (key: string) =>
  (path: string, body?: unknown, options: Options = {}) =>
    Effect.map(
      send(path, {
        headers: bearer(key),
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
        ...options
      }),
      (response) => ({ status: response.status, body: JSON.parse(JSON.stringify(response.json)) })
    )

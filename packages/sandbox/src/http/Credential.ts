/** Reads the key of a request. */
import type { SandboxRequest } from "./SandboxRequest.js"

/** The key in `Authorization: Bearer <key>`, or `undefined`. */
export const bearer = ({ headers }: SandboxRequest): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers["authorization"] ?? "")?.[1]

/** The key in `Authorization: Bearer <key>` or in `X-API-Key: <key>`, or `undefined`. */
export const bearerOrApiKey = (request: SandboxRequest): string | undefined =>
  bearer(request) ?? request.headers["x-api-key"]

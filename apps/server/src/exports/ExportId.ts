/** The id of an export that a request starts: a repetition with the same Idempotency-Key has the same id. */
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { IdempotencyKey } from "@org/messages-idempotency"
import * as Either from "effect/Either"
import { createHash } from "node:crypto"
import * as Access from "../request/Access.js"
import type { Request } from "../request/Request.js"
import type { Values } from "../start/Settings.js"

/** The id for the caller's key; `undefined` without a key. */
export const make = (tokens: Values["tokens"]) => {
  const callerOf = Access.caller(tokens)
  return (request: Request) =>
    Either.mapBoth(IdempotencyKey.parse(IdempotencyKey.one(request.headers[IdempotencyKey.header])), {
      onLeft: () => RequestProblem.ofRead(RequestProblem.malformedKey),
      onRight: (key) =>
        key === undefined
          ? undefined
          : createHash("sha256")
              .update(`${callerOf(request)} ${key}`)
              .digest("base64url")
              .slice(0, length)
    })
}

/** 132 bits of the digest: no two keys will share them. */
const length = 22

/** The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a string by which a caller knows a post again. */
import type { Problem } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Refusal from "./Refusal.js"

export const header = "idempotency-key"

/** Told with an answer that has been given before. */
export const replayed = "idempotent-replayed"

/** The draft has a string of structured fields (RFC 9651), in quotes; many callers send it without. No header is no key. */
export const from = (sent: string | undefined): Either.Either<string | undefined, Problem.Problem> => {
  if (sent === undefined) return Either.right(undefined)
  const [, quoted, bare] = item.exec(sent.trim()) ?? []
  const key = quoted?.replace(/\\(.)/g, "$1") ?? bare
  return key === undefined || key.length > maximumLength ? Either.left(Refusal.malformedKey) : Either.right(key)
}

export const maximumLength = 255

/** Without quotes there is neither a comma, which two headers would be joined by, nor what has a meaning in a structured field. */
const item = /^(?:"((?:[!#-[\]-~]|\\["\\])+)"|([!#-+\--:<-[\]-~]+))$/

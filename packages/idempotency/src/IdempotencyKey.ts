/** The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a string that identifies a post. */
import * as Either from "effect/Either"
import { MalformedKey } from "./IdempotencyError.js"

/** The name of the request header, in lower case. */
export const header = "idempotency-key"

/** The name of the response header that marks a repeated response, in lower case. */
export const replayed = "idempotent-replayed"

/** The longest key, in characters. */
export const maximumLength = 255

/** The value of the header as one text. The type of a header allows several values; joined, they are not a valid key. */
export const one = (value: string | ReadonlyArray<string> | undefined): string | undefined =>
  typeof value === "object" ? value.join(", ") : value

/** Reads the header: `undefined` when it is absent. The draft requires a quoted string (RFC 9651); many callers send it without quotes. */
export const parse = (value: string | undefined): Either.Either<string | undefined, MalformedKey> => {
  if (value === undefined) return Either.right(undefined)
  const [, quoted, bare] = item.exec(value.trim()) ?? []
  const key = quoted?.replace(/\\(.)/g, "$1") ?? bare
  return key === undefined || key.length > maximumLength ? Either.left(new MalformedKey()) : Either.right(key)
}

/** A bare key has no comma, because a comma joins two headers, and no character with a meaning in structured fields. */
const item = /^(?:"((?:[!#-[\]-~]|\\["\\])+)"|([!#-+\--:<-[\]-~]+))$/

/** Decodes text without losing anything: bytes that are not UTF-8 are refused, and a byte order mark stays. */
import * as Either from "effect/Either"

/** The text of bytes that are well-formed UTF-8. */
export const decode = (bytes: Uint8Array): Either.Either<string, unknown> =>
  Either.try(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes))

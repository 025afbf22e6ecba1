/** Decodes text without loss: refuses bytes that are not UTF-8, and keeps a byte order mark. */
import * as Either from "effect/Either"

/** The text of bytes that are well-formed UTF-8. */
export const decode = (bytes: Uint8Array): Either.Either<string, unknown> =>
  Either.try(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes))

/** Checks that a message of an export survives the conversion to its provider's form and back. */
import { Json, type Message, Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-runtime"
import * as Either from "effect/Either"

/**
 * What is wrong with the conversion of a message to its provider's form and back; `native` is the provider's own element, if it was kept. A
 * message that was not read from a provider, such as one imported from another format, has no such form and needs no conversion.
 */
export const problem = (message: Message.Message, native: Json.Json | undefined): string | undefined => {
  const { format = "" } = message
  if (!Provider.isProvider(format)) return native === undefined ? undefined : "is not in its provider's form"
  const written = Either.getOrUndefined(Either.try(() => Normalization.fromMessage(message)))
  if (written === undefined) return "cannot be converted to its provider's form"
  if (native !== undefined && !Json.equal(written, native)) return "does not convert to the provider's element"
  const again = Either.getOrUndefined(Either.try(() => read(message, format, written)))
  return again !== undefined && isSame(again, message)
    ? undefined
    : "does not survive the conversion to its provider's form and back"
}

const read = (message: Message.Message, format: Provider.Provider, written: Json.JsonObject): Message.Message =>
  message.ref === undefined ? Normalization.read(format, written) : Normalization.toMessage(message.ref, written)

const isSame = (a: unknown, b: unknown): boolean => Json.isJson(a) && Json.isJson(b) && Json.equal(a, b)

/** Checks that a message of an export survives the conversion to its provider's form and back. */
import { Json, type Message, Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-runtime"
import * as Either from "effect/Either"

/** What is wrong with the conversion of a message to its provider's form and back; `native` is the provider's own element, if it was kept. */
export const problem = (message: Message.Message, native: Json.Json | undefined): string | undefined => {
  const written = Either.getOrUndefined(Either.try(() => Normalization.fromMessage(message)))
  if (written === undefined) return "has a format that this program does not know"
  if (native !== undefined && !Json.equal(written, native)) return "does not convert to the provider's element"
  const again = Either.getOrUndefined(Either.try(() => read(message, written)))
  return again !== undefined && isSame(again, message)
    ? undefined
    : "does not survive the conversion to its provider's form and back"
}

const read = (message: Message.Message, written: Json.JsonObject): Message.Message | undefined => {
  if (message.ref !== undefined) return Normalization.toMessage(message.ref, written)
  const { format = "" } = message
  return Provider.isProvider(format) ? Normalization.read(format, written) : undefined
}

const isSame = (a: unknown, b: unknown): boolean => Json.isJson(a) && Json.isJson(b) && Json.equal(a, b)

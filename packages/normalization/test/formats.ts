/** The format of each provider, and its lossless conversion. */
import {
  type Address,
  type Format,
  type Json,
  Lossless,
  type Message,
  MessageRef,
  type Provider
} from "@org/messages-core"
import { format as factory } from "../src/factory/FactoryMessage.js"
import { format as honcho } from "../src/honcho/HonchoMessage.js"
import { format as mielto } from "../src/mielto/MieltoMessage.js"
import { format as veryfront } from "../src/veryfront/VeryfrontMessage.js"

/** What the tests use of a format. */
export interface Mapping extends Pick<Lossless.Lossless<never>, "toMessage" | "fromMessage"> {
  readonly lists: { readonly [key: string]: Format.List }
  readonly read: (native: Json.JsonObject) => Message.Message
  readonly write: (message: Message.Message) => Json.JsonObject
}

const of = <P extends Provider.Provider>(
  provider: P,
  format: Format.Format<Json.JsonObject, Address.MessageAddress<P>, Format.OneMessage>
): Mapping => ({
  ...Lossless.of(format, ({ ref }) => MessageRef.addressOf(provider, ref)),
  lists: format.lists,
  read: (native: Json.JsonObject) => format.read(native)[0],
  write: (message: Message.Message) => format.write([message])
})

/** By the provider's name. */
export const formats: { readonly [P in Provider.Provider]: Mapping } = {
  factory: of("factory", factory),
  mielto: of("mielto", mielto),
  honcho: of("honcho", honcho),
  veryfront: of("veryfront", veryfront)
}

/** The providers' own forms as formats. Each is passed in as two functions, so that this package imports no provider. */
import type { Json, Message } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition } from "../algebra/Definition.js"

/** A provider's form in which every message is one native value. Normalization's `ProviderAdapter` is one, and core's `Lossless.of` makes one from a format. */
export interface ProviderFormat {
  /** The canonical message of a native one. */
  readonly toMessage: (native: Json.JsonObject) => Message.Message
  /** The native message of a canonical one, even if that came from another format. */
  readonly fromMessage: (message: Message.Message) => Json.JsonObject
}

/** A provider's form with its name and its strict reading, which recognizes saved bodies. */
export interface Adapter extends ProviderFormat {
  /** The name of the provider, which is also the name of the format. */
  readonly provider: string
  /** Where a native value departs from the contract; nothing if it is within it. */
  readonly drift: (native: Json.Json) => ReadonlyArray<unknown>
}

/**
 * The format of a provider's messages in the form that reads return, not that of posts. There is no slot: residue of the provider's own messages is
 * always restored, and what the form cannot express of other messages goes into the sidecar.
 */
export const definition = (name: string, { fromMessage, toMessage }: ProviderFormat): Definition => ({
  name,
  split: (messages) => messages.map((message) => [message]),
  write: (group) => group.map((message) => fromMessage(message)),
  read: (run) => run.map((native) => toMessage(native)),
  expressible: (message) => message,
  variants: ["alone"],
  isLossless: true
})

/** The converter of a provider's messages. */
export const of = (name: string, format: ProviderFormat): Converter.Converter => Converter.of(definition(name, format))

/** The converters of providers, each with its strict reading. */
export const all = (adapters: ReadonlyArray<Adapter>): ReadonlyArray<Converter.Converter> =>
  adapters.map((adapter) =>
    Converter.of({
      ...definition(adapter.provider, adapter),
      recognizes: (element) => adapter.drift(element).length === 0
    })
  )

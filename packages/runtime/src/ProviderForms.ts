/** The providers' own forms of messages, for programs that read saved bodies or write what an API would answer. */
import type { Drift, Json, Message } from "@org/messages-core"
import { providers } from "@org/messages-normalization"

/** Both directions of a provider's form, and its strict reading. */
export interface Adapter {
  /** The name of the provider. */
  readonly provider: string
  /** The canonical message of a native one. */
  readonly toMessage: (native: Json.JsonObject) => Message.Message
  /** The native message of a canonical one, even if that came from another format. */
  readonly fromMessage: (message: Message.Message) => Json.JsonObject
  /** Where a native value departs from the provider's contract; nothing if it is within it. */
  readonly drift: (native: Json.Json) => ReadonlyArray<Drift.Drift>
}

/** The form of every provider. */
export const adapters: ReadonlyArray<Adapter> = providers

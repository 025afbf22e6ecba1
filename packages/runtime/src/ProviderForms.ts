/** The providers' own forms of messages, for programs that read saved bodies or write what an API would answer. */
import type { Drift, Json, Message } from "@org/messages-core"
import { providers } from "@org/messages-normalization"

/** Both directions of a provider's form, and its strict reading. */
export interface Adapter {
  readonly provider: string
  readonly toMessage: (native: Json.JsonObject) => Message.Message
  readonly fromMessage: (message: Message.Message) => Json.JsonObject
  readonly drift: (native: Json.Json) => ReadonlyArray<Drift.Drift>
}

/** The form of every provider. */
export const adapters: ReadonlyArray<Adapter> = providers

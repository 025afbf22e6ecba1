/** The type of every provider's seeds. */
import type { Json } from "@org/messages-core"
import type { Seed } from "../SimulatedProvider.js"

/** A seed with its native message. `Key` names the fields that identify the message in a request. */
export interface NativeSeed<Key extends string> extends Seed {
  readonly message: Json.JsonObject & { readonly [K in Key]: string }
}

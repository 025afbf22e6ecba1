/** The form of the seeds of every provider. */
import type { Json } from "@org/messages-core"
import type { Seed } from "../SimulatedProvider.js"

/** A seed with its native message. `Key` are the keys of the message by which it is found. */
export interface NativeSeed<Key extends string> extends Seed {
  readonly message: Json.JsonObject & { readonly [K in Key]: string }
}

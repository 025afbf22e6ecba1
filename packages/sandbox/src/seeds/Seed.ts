/** A message that every sandbox starts with. */
import type { Json } from "@org/messages-core"

/** `shows`: what a newcomer finds in it. `Key`: the keys of the native message by which it is found. */
export interface Seed<Key extends string> {
  readonly ref: string
  readonly shows: string
  readonly message: Json.JsonObject & { readonly [K in Key]: string }
}

/** By what two requests with the same key are told to be the same: the path, and the body whatever the order of its keys. */
import { type ConversationRef, Json } from "@org/messages-core"
import { createHash } from "node:crypto"

export interface Fingerprint {
  /** The name of the one that the post goes to. */
  readonly provider: string
  /** Equal for equal requests. */
  readonly digest: string
}

export const of = (
  path: string,
  body: { readonly conversation: ConversationRef.ConversationRef; readonly [member: string]: unknown }
): Fingerprint => ({
  provider: body.conversation.slice(0, body.conversation.indexOf(":")),
  digest: createHash("sha256")
    .update(JSON.stringify([path, body], sorted))
    .digest("hex")
})

const sorted = (_: string, value: Json.Json): Json.Json =>
  Json.isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

/** Honcho's messages on the wire, as its contract defines them (Honcho v3, openapi.json). */
import { Json, Rfc3339, SafeId, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional, required } = SchemaField

const Integer = Schema.Number.pipe(Schema.filter((count) => Number.isInteger(count), { identifier: "an integer" }))

/** A message. The contract allows keys that it does not list. The author is a peer; there is no role. */
export const HonchoMessage = Schema.Struct({
  id: required(Schema.String, "The id of the message"),
  content: required(Schema.String, "The text of the message"),
  peer_id: required(Schema.String, "The peer who wrote the message"),
  session_id: required(Schema.String, "The session that the message is in"),
  workspace_id: required(Schema.String, "The workspace that the session is in"),
  metadata: optional(Json.JsonObject, "Data that a program attached to the message"),
  created_at: required(Rfc3339.DateTime, "When the message was created (RFC 3339)"),
  token_count: required(Integer, "The number of tokens in the content")
}).annotations({ identifier: "HonchoMessage" })

/** A message that keeps to the contract. */
export type HonchoMessage = typeof HonchoMessage.Type

/** One message of a post. */
export const HonchoPost = Schema.Struct({
  content: required(Schema.String, "The text of the message, of at most 25,000 characters"),
  peer_id: required(Schema.String, "The peer who wrote the message"),
  metadata: optional(Json.JsonObject, "Data to attach to the message"),
  configuration: optional(Json.JsonObject, "What Honcho is to do with the message, such as `{reasoning: {enabled}}`"),
  created_at: optional(Rfc3339.DateTime, "When the message was created (RFC 3339); the time of the post if absent")
}).annotations({ identifier: "HonchoPost" })

/** One message of a post. */
export type HonchoPost = typeof HonchoPost.Type

/** What a post made. The post has already happened, so only an id that cannot be used makes the response unreadable. */
export const HonchoPosted = Schema.Struct({
  id: required(SafeId, "The id of the new message")
}).annotations({ identifier: "HonchoPosted" })

/** What a post made. */
export type HonchoPosted = typeof HonchoPosted.Type

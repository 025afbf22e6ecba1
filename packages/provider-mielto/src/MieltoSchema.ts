/** Mielto's messages on the wire, as its contract defines them (docs.mielto.com, API v1). */
import { Json, Rfc3339, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional, required } = SchemaField

const text = Schema.NullOr(Schema.String)

const objects = Schema.NullOr(Schema.Array(Json.JsonObject))

/** A message. The contract allows keys that it does not list. */
export const MieltoMessage = Schema.Struct({
  id: optional(Schema.String, "The id of the message"),
  conversation_id: required(Schema.String, "The conversation that the message is in"),
  sender_id: required(Schema.String, "Who sent the message"),
  content: required(Schema.String, "The text of the message"),
  workspace_id: required(Schema.String, "The workspace that the conversation is in"),
  role: optional(Schema.String, "The role of the sender; `user` if absent"),
  message_type: optional(Schema.String, "The kind of the message; `text` if absent"),
  tool_calls: optional(objects, "The tool calls that the message makes, in the form of the model's vendor"),
  attachments: optional(objects, "Files that belong to the message"),
  tags: optional(Schema.NullOr(Schema.Array(Schema.String)), "Labels of the message"),
  checksum: optional(text, "A checksum of the message"),
  parent_message_id: optional(text, "The message that this one follows or answers"),
  meta_data: optional(Schema.NullOr(Json.JsonObject), "Data that a program attached to the message"),
  created_at: optional(text, "When the message was created, as Mielto writes it"),
  updated_at: optional(text, "When the message was last changed, as Mielto writes it"),
  sent_at: optional(Schema.NullOr(Rfc3339.DateTime), "When the message was sent (RFC 3339)"),
  owner_id: optional(text, "Who owns the message")
}).annotations({ identifier: "MieltoMessage" })

/** A message that keeps to the contract. */
export type MieltoMessage = typeof MieltoMessage.Type

/** The message of a post. Its conversation stands beside it. */
export const MieltoPost = Schema.Struct({
  content: required(Schema.String, "The text of the message"),
  role: optional(Schema.String, "The role of the sender; `user` if absent"),
  message_type: optional(Schema.String, "The kind of the message; `text` if absent"),
  sender_id: optional(Schema.String, "Who sent the message"),
  tool_calls: optional(Schema.Array(Json.JsonObject), "The tool calls that the message makes"),
  attachments: optional(Schema.Array(Json.JsonObject), "Files that belong to the message"),
  tags: optional(Schema.Array(Schema.String), "Labels of the message"),
  meta_data: optional(Json.JsonObject, "Data to attach to the message"),
  created_at: optional(Schema.String, "When the message was created; the time of the post if absent")
}).annotations({ identifier: "MieltoPost" })

/** The message of a post. */
export type MieltoPost = typeof MieltoPost.Type

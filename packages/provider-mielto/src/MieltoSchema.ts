/** Mielto's messages on the wire, as its contract defines them (docs.mielto.com, API v1). */
import { Json, OptionalField, Rfc3339 } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = OptionalField

const text = optional(Schema.NullOr(Schema.String))

const objects = optional(Schema.NullOr(Schema.Array(Json.JsonObject)))

/** A message. The contract allows keys that it does not list. A missing `role` means `user`, a missing `message_type` means `text`. */
export const MieltoMessage = Schema.Struct({
  id: optional(Schema.String),
  conversation_id: Schema.String,
  sender_id: Schema.String,
  content: Schema.String,
  workspace_id: Schema.String,
  role: optional(Schema.String),
  message_type: optional(Schema.String),
  tool_calls: objects,
  attachments: objects,
  tags: optional(Schema.NullOr(Schema.Array(Schema.String))),
  checksum: text,
  parent_message_id: text,
  meta_data: optional(Schema.NullOr(Json.JsonObject)),
  created_at: text,
  updated_at: text,
  sent_at: optional(Schema.NullOr(Rfc3339.DateTime)),
  owner_id: text
}).annotations({ identifier: "MieltoMessage" })

/** A message that keeps to the contract. */
export type MieltoMessage = typeof MieltoMessage.Type

/** Honcho's messages on the wire, as its contract defines them (Honcho v3, openapi.json). */
import { Json, Rfc3339, SchemaField } from "@org/messages-core"
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

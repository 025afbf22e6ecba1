/** Honcho's messages on the wire, as its contract defines them (Honcho v3, openapi.json). */
import { Json, OptionalField, Rfc3339 } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** A message. The contract allows keys that it does not list. The author is a peer; there is no role. */
export const HonchoMessage = Schema.Struct({
  id: Schema.String,
  content: Schema.String,
  peer_id: Schema.String,
  session_id: Schema.String,
  workspace_id: Schema.String,
  metadata: OptionalField.optional(Json.JsonObject),
  created_at: Rfc3339.DateTime,
  token_count: Schema.Number.pipe(Schema.filter((count) => Number.isInteger(count), { identifier: "an integer" }))
}).annotations({ identifier: "HonchoMessage" })

/** A message that keeps to the contract. */
export type HonchoMessage = typeof HonchoMessage.Type

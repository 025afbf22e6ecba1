/** Honcho's messages on the wire, as its contract has them (Honcho v3, openapi.json). */
import { Json, Time } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** A text that JSON Schema's format `date-time` takes (RFC 3339): the moment must be one that the calendar has. */
const DateTime = Schema.String.pipe(
  Schema.filter((text) => Time.from(text) !== undefined, { identifier: "a date-time (RFC 3339)" })
)

/** The contract allows keys that it does not list. A message has an author, its peer, and no role. */
export const HonchoMessage = Schema.Struct({
  id: Schema.String,
  content: Schema.String,
  peer_id: Schema.String,
  session_id: Schema.String,
  workspace_id: Schema.String,
  metadata: Schema.optionalWith(Json.JsonObject, { exact: true }),
  created_at: DateTime,
  token_count: Schema.Number.pipe(Schema.filter((count) => Number.isInteger(count), { identifier: "an integer" }))
}).annotations({ identifier: "HonchoMessage" })

export type HonchoMessage = typeof HonchoMessage.Type

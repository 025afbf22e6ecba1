/** Veryfront's messages on the wire, as its contract defines them (veryfront.com/docs, Conversations API). */
import { Json, OptionalField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = OptionalField

const text = optional(Schema.String)

const nullable = optional(Schema.NullOr(Schema.String))

// JSON Schema counts characters, and JavaScript counts UTF-16 units.
const LongText = Schema.String.pipe(
  Schema.filter((text) => text.length <= 100_000 || [...text].length <= 100_000, {
    identifier: "a text of at most 100000 characters"
  })
)

const Uuid = Schema.String.pipe(
  Schema.pattern(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, { identifier: "a uuid" })
)

const Text = Schema.Struct({ type: Schema.Literal("text"), text: LongText })

const Image = Schema.Struct({ type: Schema.Literal("image"), upload_id: Uuid, media_type: Schema.String, url: text })

const File = Schema.Struct({
  type: Schema.Literal("file"),
  upload_id: optional(Uuid),
  media_type: Schema.String,
  filename: text,
  url: text
})

const ToolCall = Schema.Struct({
  type: Schema.Literal("tool_call"),
  id: Schema.String,
  name: Schema.String,
  input: Json.JsonObject,
  state: Schema.Literal("streaming", "pending", "completed", "error")
})

const ToolResult = Schema.Struct({
  type: Schema.Literal("tool_result"),
  tool_call_id: Schema.String,
  output: optional(Json.JsonValue),
  is_error: optional(Schema.Boolean)
})

const Reasoning = Schema.Struct({ type: Schema.Literal("reasoning"), text: LongText, signature: text })

const Citation = Schema.Struct({
  type: Schema.Literal("citation"),
  source_id: Schema.String,
  url: text,
  title: text,
  quote: text
})

const SourceDocument = Schema.Struct({
  type: Schema.Literal("source_document"),
  source_id: Schema.String,
  media_type: Schema.String,
  title: Schema.String,
  filename: text
})

const StepStart = Schema.Struct({ type: Schema.Literal("step_start") })

const Error = Schema.Struct({ type: Schema.Literal("error"), code: Schema.String, message: Schema.String })

const Data = Schema.Struct({ type: Schema.Literal("data"), name: Schema.String, value: optional(Json.JsonValue) })

/** A message. The contract allows keys that it does not list. A missing `sender_type` means `user`. */
export const VeryfrontMessage = Schema.Struct({
  id: Schema.String,
  conversation_id: Schema.String,
  parent_id: nullable,
  seq: Schema.Number,
  role: Schema.Literal("user", "assistant", "tool"),
  created_by: nullable,
  sender_type: optional(Schema.Literal("user", "webhook", "service_account", "integration", "agent", "system")),
  sender_id: nullable,
  sender_display_name: nullable,
  parts: Schema.Array(
    Schema.Union(Text, Image, File, ToolCall, ToolResult, Reasoning, Citation, SourceDocument, StepStart, Error, Data)
  ),
  model: nullable,
  token_usage: optional(Schema.NullOr(Json.JsonObject)),
  finish_reason: nullable,
  cost_credits: nullable,
  status: Schema.Literal("pending", "streaming", "completed", "failed", "cancelled"),
  edited_at: nullable,
  idempotency_key: nullable,
  metadata: optional(Schema.NullOr(Json.JsonObject)),
  created_at: Schema.String,
  updated_at: nullable
}).annotations({ identifier: "VeryfrontMessage" })

/** A message that keeps to the contract. */
export type VeryfrontMessage = typeof VeryfrontMessage.Type

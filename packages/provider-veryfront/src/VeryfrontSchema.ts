/** Veryfront's messages on the wire, as its contract defines them (veryfront.com/docs, Conversations API). */
import { Json, SafeId, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional, required } = SchemaField

// JSON Schema counts characters, and JavaScript counts UTF-16 units.
const LongText = Schema.String.pipe(
  Schema.filter((text) => text.length <= 100_000 || [...text].length <= 100_000, {
    identifier: "a text of at most 100000 characters"
  })
)

const Uuid = Schema.String.pipe(
  Schema.pattern(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, { identifier: "a uuid" })
)

const kind = "The kind of the part"
const mediaType = "The media type of the file, such as `image/png`"
const address = "Where the file can be fetched"
const fileName = "The name of the file"

const Text = Schema.Struct({
  type: required(Schema.Literal("text"), kind),
  text: required(LongText, "The text")
})

const Image = Schema.Struct({
  type: required(Schema.Literal("image"), kind),
  upload_id: required(Uuid, "The id of the upload that holds the image"),
  media_type: required(Schema.String, mediaType),
  url: optional(Schema.String, address)
})

const File = Schema.Struct({
  type: required(Schema.Literal("file"), kind),
  upload_id: optional(Uuid, "The id of the upload that holds the file"),
  media_type: required(Schema.String, mediaType),
  filename: optional(Schema.String, fileName),
  url: optional(Schema.String, address)
})

const ToolCall = Schema.Struct({
  type: required(Schema.Literal("tool_call"), kind),
  id: required(Schema.String, "The id of the call, which its result repeats"),
  name: required(Schema.String, "The name of the tool"),
  input: required(Json.JsonObject, "The arguments of the call"),
  state: required(Schema.Literal("streaming", "pending", "completed", "error"), "The state of the call")
})

const ToolResult = Schema.Struct({
  type: required(Schema.Literal("tool_result"), kind),
  tool_call_id: required(Schema.String, "The id of the call"),
  output: optional(Json.JsonValue, "What the tool returned"),
  is_error: optional(Schema.Boolean, "Whether the call failed")
})

const Reasoning = Schema.Struct({
  type: required(Schema.Literal("reasoning"), kind),
  text: required(LongText, "What the model thought"),
  signature: optional(Schema.String, "The signature of the model's vendor over the reasoning")
})

const Citation = Schema.Struct({
  type: required(Schema.Literal("citation"), kind),
  source_id: required(Schema.String, "The id of the cited source"),
  url: optional(Schema.String, "Where the source is"),
  title: optional(Schema.String, "The title of the source"),
  quote: optional(Schema.String, "The cited passage")
})

const SourceDocument = Schema.Struct({
  type: required(Schema.Literal("source_document"), kind),
  source_id: required(Schema.String, "The id of the document, which citations repeat"),
  media_type: required(Schema.String, mediaType),
  title: required(Schema.String, "The title of the document"),
  filename: optional(Schema.String, fileName)
})

const StepStart = Schema.Struct({ type: required(Schema.Literal("step_start"), kind) })

const Error = Schema.Struct({
  type: required(Schema.Literal("error"), kind),
  code: required(Schema.String, "The code of the error"),
  message: required(Schema.String, "What went wrong, for people")
})

const Data = Schema.Struct({
  type: required(Schema.Literal("data"), kind),
  name: required(Schema.String, "The name of the data"),
  value: optional(Json.JsonValue, "The data")
})

/** One part of a message. */
export const Part = Schema.Union(
  Text,
  Image,
  File,
  ToolCall,
  ToolResult,
  Reasoning,
  Citation,
  SourceDocument,
  StepStart,
  Error,
  Data
)

const nullable = Schema.NullOr(Schema.String)

/** A message. The contract allows keys that it does not list. */
export const VeryfrontMessage = Schema.Struct({
  id: required(Schema.String, "The id of the message"),
  conversation_id: required(Schema.String, "The conversation that the message is in"),
  parent_id: optional(nullable, "The message that this one follows"),
  seq: required(Schema.Number, "The place of the message in its conversation"),
  role: required(Schema.Literal("user", "assistant", "tool"), "The role of the author"),
  created_by: optional(nullable, "Who created the message"),
  sender_type: optional(
    Schema.Literal("user", "webhook", "service_account", "integration", "agent", "system"),
    "The kind of the sender; `user` if absent"
  ),
  sender_id: optional(nullable, "The id of the sender"),
  sender_display_name: optional(nullable, "The name of the sender, for people"),
  parts: required(Schema.Array(Part), "The content of the message, in order"),
  model: optional(nullable, "The model that wrote the message"),
  token_usage: optional(Schema.NullOr(Json.JsonObject), "The tokens that the message took"),
  finish_reason: optional(nullable, "Why the model stopped"),
  cost_credits: optional(nullable, "What the message cost, as a decimal number in a string"),
  status: required(
    Schema.Literal("pending", "streaming", "completed", "failed", "cancelled"),
    "The state of the message"
  ),
  edited_at: optional(nullable, "When the message was last edited"),
  idempotency_key: optional(nullable, "The key with which the message was sent"),
  metadata: optional(Schema.NullOr(Json.JsonObject), "Data that a program attached to the message"),
  created_at: required(Schema.String, "When the message was created"),
  updated_at: optional(nullable, "When the message was last changed")
}).annotations({ identifier: "VeryfrontMessage" })

/** A message that keeps to the contract. */
export type VeryfrontMessage = typeof VeryfrontMessage.Type

/** The body of a post. Veryfront takes only a user's messages over REST. */
export const VeryfrontPost = Schema.Struct({
  role: required(Schema.Literal("user"), "The role of the author"),
  parts: required(
    Schema.Array(Part).pipe(Schema.minItems(1), Schema.maxItems(200)),
    "The content of the message, in order"
  ),
  parent_id: optional(Schema.String, "The message that this one follows"),
  idempotency_key: optional(
    Schema.String.pipe(Schema.maxLength(255)),
    "The key with which the message is sent; Veryfront keeps one message with it"
  ),
  metadata: optional(Json.JsonObject, "Data to attach to the message")
}).annotations({ identifier: "VeryfrontPost" })

/** The body of a post. */
export type VeryfrontPost = typeof VeryfrontPost.Type

/** The response to a post: the created message. The post has already happened, so only an id that cannot be used makes the response unreadable. */
export const VeryfrontPosted = Schema.Struct({
  id: required(SafeId, "The id of the new message")
}).annotations({ identifier: "VeryfrontPosted" })

/** The response to a post. */
export type VeryfrontPosted = typeof VeryfrontPosted.Type

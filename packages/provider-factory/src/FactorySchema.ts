/** Factory's messages on the wire, as its contract has them (docs.factory.ai, Sessions API v0). */
import { Id, Json, OptionalField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = OptionalField

const text = optional(Schema.String)

/** The contract forbids keys that it does not list. */
const closed = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct(fields).annotations({ parseOptions: { onExcessProperty: "error" } })

/** The kinds of image that Factory takes and gives. */
export const ImageMediaType = Schema.Literal("image/jpeg", "image/png", "image/gif", "image/webp")

/** The bytes of an image, in base64. */
export const ImageSource = closed({ type: Schema.Literal("base64"), data: Schema.String, mediaType: ImageMediaType })

/** The bytes of a PDF, in base64, with the text that was read from it. */
export const PdfSource = closed({
  type: Schema.Literal("base64"),
  mediaType: Schema.Literal("application/pdf"),
  data: Schema.String,
  parsedData: text,
  name: text,
  path: text
})

/** `mediaType` is always `text/plain`; the real one stands in `mime`. */
export const TextSource = closed({
  type: Schema.Literal("text"),
  mediaType: Schema.Literal("text/plain"),
  data: Schema.String,
  name: text,
  mime: text
})

const Text = closed({ id: text, type: Schema.Literal("text"), text: Schema.String })

const Image = closed({ id: text, type: Schema.Literal("image"), source: ImageSource })

const Document = closed({ id: text, type: Schema.Literal("document"), source: Schema.Union(PdfSource, TextSource) })

const Thinking = closed({
  id: text,
  type: Schema.Literal("thinking"),
  signature: Schema.String,
  signatureProvider: optional(
    Schema.Literal(
      "anthropic",
      "openai",
      "generic-chat-completion-api",
      "factory",
      "google",
      "xai",
      "voyage",
      "unknown"
    )
  ),
  thinking: Schema.String,
  durationMs: optional(Schema.NonNegative)
})

const RedactedThinking = closed({ id: text, type: Schema.Literal("redacted_thinking"), data: Schema.String })

const ToolUse = closed({
  type: Schema.Literal("tool_use"),
  id: Schema.String,
  input: Json.JsonObject,
  name: Schema.String,
  thoughtSignature: text
})

const ToolResult = closed({
  id: text,
  type: Schema.Literal("tool_result"),
  toolUseId: Schema.String,
  content: optional(Schema.Union(Schema.String, Schema.Array(Schema.Union(Text, Image, Document)))),
  isError: optional(Schema.Boolean)
})

/** A message within the contract. */
export const FactoryMessage = closed({
  id: Schema.String,
  role: Schema.Literal("user", "assistant", "tool", "system"),
  content: Schema.Array(Schema.Union(Text, Image, Thinking, RedactedThinking, ToolUse, ToolResult, Document)),
  createdAt: Schema.Number,
  updatedAt: Schema.Number,
  parentId: text,
  visibility: optional(Schema.Literal("both", "llm_only", "user_only")),
  openaiMessageId: text,
  openaiPhase: optional(Schema.NullOr(Schema.Literal("commentary", "final_answer"))),
  openaiEncryptedContent: text,
  openaiReasoningId: text,
  openaiReasoningSummary: text,
  geminiThoughtSignature: text,
  chatCompletionReasoningField: optional(Schema.Literal("reasoning", "reasoning_content")),
  chatCompletionReasoningContent: text,
  isUserVisible: optional(Schema.Boolean),
  isError: optional(Schema.Boolean)
}).annotations({ identifier: "FactoryMessage" })

export type FactoryMessage = typeof FactoryMessage.Type

/** The body of a post. */
export const FactoryPost = closed({
  text: Schema.String,
  images: optional(Schema.Array(ImageSource)),
  files: optional(Schema.Array(Schema.Union(PdfSource, TextSource))),
  computerId: text
}).annotations({ identifier: "FactoryPost" })

export type FactoryPost = typeof FactoryPost.Type

/**
 * The answer to a post: the id of the user's message, and what the agent does about it (`idle`, `pending` or `running`). The post has
 * happened by now, so nothing but an id that cannot be used makes it unreadable.
 */
export const FactoryPosted = Schema.Struct({
  messageId: Schema.String.pipe(Schema.filter((id) => Id.problem(id) === undefined, { identifier: "an id" })),
  status: optional(Json.JsonValue)
}).annotations({ identifier: "FactoryPosted" })

export type FactoryPosted = typeof FactoryPosted.Type

/** Factory's messages on the wire, as its contract defines them (docs.factory.ai, Sessions API v0). */
import { Id, Json, OptionalField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = OptionalField

const text = optional(Schema.String)

/** The contract forbids keys that it does not list. */
const closed = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct(fields).annotations({ parseOptions: { onExcessProperty: "error" } })

/** The media types of images that Factory supports. */
export const ImageMediaType = Schema.Literal("image/jpeg", "image/png", "image/gif", "image/webp")

/** The bytes of an image, in base64. */
export const ImageSource = closed({ type: Schema.Literal("base64"), data: Schema.String, mediaType: ImageMediaType })

/** The bytes of a PDF, in base64, with the text that Factory extracted from it. */
export const PdfSource = closed({
  type: Schema.Literal("base64"),
  mediaType: Schema.Literal("application/pdf"),
  data: Schema.String,
  parsedData: text,
  name: text,
  path: text
})

/** A text file. `mediaType` is always `text/plain`; the real media type is in `mime`. */
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

/** A message that keeps to the contract. */
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

/** A message that keeps to the contract. */
export type FactoryMessage = typeof FactoryMessage.Type

/** The body of a post. */
export const FactoryPost = closed({
  text: Schema.String,
  images: optional(Schema.Array(ImageSource)),
  files: optional(Schema.Array(Schema.Union(PdfSource, TextSource))),
  computerId: text
}).annotations({ identifier: "FactoryPost" })

/** The body of a post. */
export type FactoryPost = typeof FactoryPost.Type

/**
 * The response to a post: the id of the user's message, and the status of the agent (`idle`, `pending` or `running`). The post has already
 * happened, so only an id that cannot be used makes the response unreadable.
 */
export const FactoryPosted = Schema.Struct({
  messageId: Schema.String.pipe(Schema.filter((id) => Id.problem(id) === undefined, { identifier: "an id" })),
  status: optional(Json.JsonValue)
}).annotations({ identifier: "FactoryPosted" })

/** The response to a post. */
export type FactoryPosted = typeof FactoryPosted.Type

/** Factory's messages on the wire, as its contract defines them (docs.factory.ai, Sessions API v0). */
import { Json, SafeId, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional, required } = SchemaField

/** A struct that refuses other keys, because the contract forbids keys that it does not list. */
const closed = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct(fields).annotations({ parseOptions: { onExcessProperty: "error" } })

const kind = "The kind of the element"
const encoding = "How the data is encoded"
const fileName = "The name of the file"

/** The media types of images that Factory supports. */
export const ImageMediaType = Schema.Literal("image/jpeg", "image/png", "image/gif", "image/webp")

/** The bytes of an image. */
export const ImageSource = closed({
  type: required(Schema.Literal("base64"), encoding),
  data: required(Schema.String, "The bytes, in base64"),
  mediaType: required(ImageMediaType, "The media type of the image")
})

/** The bytes of a PDF, and the text that Factory extracted from it. */
export const PdfSource = closed({
  type: required(Schema.Literal("base64"), encoding),
  mediaType: required(Schema.Literal("application/pdf"), "The media type of the file"),
  data: required(Schema.String, "The bytes, in base64"),
  parsedData: optional(Schema.String, "The text that Factory extracted from the PDF"),
  name: optional(Schema.String, fileName),
  path: optional(Schema.String, "The path of the original file")
})

/** A text file. */
export const TextSource = closed({
  type: required(Schema.Literal("text"), encoding),
  mediaType: required(Schema.Literal("text/plain"), "Always `text/plain`; the real media type is in `mime`"),
  data: required(Schema.String, "The text"),
  name: optional(Schema.String, fileName),
  mime: optional(Schema.String, "The media type of the file")
})

const id = optional(Schema.String, "The id of the element")

const Text = closed({
  id,
  type: required(Schema.Literal("text"), kind),
  text: required(Schema.String, "The text")
})

const Image = closed({
  id,
  type: required(Schema.Literal("image"), kind),
  source: required(ImageSource, "The image")
})

const Document = closed({
  id,
  type: required(Schema.Literal("document"), kind),
  source: required(Schema.Union(PdfSource, TextSource), "The document")
})

const Thinking = closed({
  id,
  type: required(Schema.Literal("thinking"), kind),
  signature: required(Schema.String, "The signature of the model's vendor over the thinking"),
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
    ),
    "The vendor that signed the thinking"
  ),
  thinking: required(Schema.String, "What the model thought"),
  durationMs: optional(Schema.NonNegative, "How long the model thought, in milliseconds")
})

const RedactedThinking = closed({
  id,
  type: required(Schema.Literal("redacted_thinking"), kind),
  data: required(Schema.String, "The thinking, encrypted by the model's vendor")
})

const ToolUse = closed({
  type: required(Schema.Literal("tool_use"), kind),
  id: required(Schema.String, "The id of the call, which its result repeats"),
  input: required(Json.JsonObject, "The arguments of the call"),
  name: required(Schema.String, "The name of the tool"),
  thoughtSignature: optional(Schema.String, "The signature of the model's vendor over the thought behind the call")
})

const ToolResult = closed({
  id,
  type: required(Schema.Literal("tool_result"), kind),
  toolUseId: required(Schema.String, "The id of the call"),
  content: optional(
    Schema.Union(Schema.String, Schema.Array(Schema.Union(Text, Image, Document))),
    "What the tool returned"
  ),
  isError: optional(Schema.Boolean, "Whether the call failed")
})

/** One element of a message's content. */
const Element = Schema.Union(Text, Image, Thinking, RedactedThinking, ToolUse, ToolResult, Document)

/** A message that keeps to the contract. */
export const FactoryMessage = closed({
  id: required(Schema.String, "The id of the message"),
  role: required(Schema.Literal("user", "assistant", "tool", "system"), "The role of the author"),
  content: required(Schema.Array(Element), "The content of the message, in order"),
  createdAt: required(Schema.Number, "When the message was created, in epoch milliseconds"),
  updatedAt: required(Schema.Number, "When the message was last changed, in epoch milliseconds"),
  parentId: optional(Schema.String, "The message that this one follows"),
  visibility: optional(Schema.Literal("both", "llm_only", "user_only"), "Who sees the message"),
  openaiMessageId: optional(Schema.String, "OpenAI's id of the message"),
  openaiPhase: optional(Schema.NullOr(Schema.Literal("commentary", "final_answer")), "OpenAI's phase of the message"),
  openaiEncryptedContent: optional(Schema.String, "OpenAI's reasoning, encrypted"),
  openaiReasoningId: optional(Schema.String, "OpenAI's id of the reasoning"),
  openaiReasoningSummary: optional(Schema.String, "OpenAI's summary of the reasoning"),
  geminiThoughtSignature: optional(Schema.String, "Google's signature over the thought"),
  chatCompletionReasoningField: optional(
    Schema.Literal("reasoning", "reasoning_content"),
    "The field of a chat completion that the reasoning came from"
  ),
  chatCompletionReasoningContent: optional(Schema.String, "The reasoning of a chat completion"),
  isUserVisible: optional(Schema.Boolean, "Whether the user sees the message"),
  isError: optional(Schema.Boolean, "Whether the message reports an error")
}).annotations({ identifier: "FactoryMessage" })

/** A message that keeps to the contract. */
export type FactoryMessage = typeof FactoryMessage.Type

/** The body of a post. */
export const FactoryPost = closed({
  text: required(Schema.String, "The text of the message"),
  images: optional(Schema.Array(ImageSource), "Images that belong to the message"),
  files: optional(Schema.Array(Schema.Union(PdfSource, TextSource)), "Files that belong to the message"),
  computerId: optional(Schema.String, "The computer that the session runs on")
}).annotations({ identifier: "FactoryPost" })

/** The body of a post. */
export type FactoryPost = typeof FactoryPost.Type

/** The response to a post. The post has already happened, so only an id that cannot be used makes the response unreadable. */
export const FactoryPosted = Schema.Struct({
  messageId: required(SafeId, "The id of the user's message"),
  status: optional(Json.JsonValue, "The status of the agent: `idle`, `pending` or `running`")
}).annotations({ identifier: "FactoryPosted" })

/** The response to a post. */
export type FactoryPosted = typeof FactoryPosted.Type

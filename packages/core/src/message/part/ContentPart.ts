/** The parts that are content: texts, reasoning, files, and elements that no other type can represent. */
import * as Schema from "effect/Schema"
import { JsonValue } from "../../json/Json.js"
import { optional, required } from "../../schema/SchemaField.js"
import { oneOf } from "../../schema/SchemaRule.js"
import { common, text, type } from "./PartField.js"

/** Text; an empty text is content too. */
export const Text = Schema.Struct({
  type: type("text", "Text"),
  text: required(Schema.String, "The text, which may be empty"),
  ...common
}).annotations({ identifier: "TextPart", description: "What was said, as text" })

/** What a model said instead of an answer. */
export const Refusal = Schema.Struct({
  type: type("refusal", "A refusal"),
  text: required(Schema.String, "The text of the refusal"),
  ...common
}).annotations({ identifier: "RefusalPart", description: "What a model said instead of an answer" })

/** The fields of which reasoning needs at least one. */
export const reasoning = oneOf("text", "summary", "signature", "encrypted")

/** The reasoning of a model, by its text, a summary, a signature, or encrypted. Opaque fields must be sent back byte for byte. */
export const Reasoning = Schema.Struct({
  type: type("reasoning", "The reasoning of a model"),
  text: text("The reasoning as text"),
  summary: text("A summary of the reasoning"),
  signature: text("An opaque signature, to be sent back to the model's provider byte for byte"),
  signedBy: text("Which provider signed the reasoning"),
  encrypted: text("The reasoning encrypted: opaque, to be sent back byte for byte"),
  durationMs: optional(Schema.Finite, "How long the reasoning took, in milliseconds"),
  ...common
})
  .pipe(Schema.filter(reasoning.holds, { jsonSchema: reasoning.jsonSchema }))
  .annotations({ identifier: "ReasoningPart", description: "What a model thought" })

/** The fields of which a file needs at least one. */
export const file = oneOf("data", "text", "url", "fileId", "path")

/** A file, by its bytes, its text, its URL, the provider's id, or its path. */
export const File = Schema.Struct({
  type: type("file", "A file"),
  mediaType: text("The media type, such as image/png"),
  kind: optional(
    Schema.Literal("image", "audio", "video", "document"),
    "What kind of file it is, if no media type says so"
  ),
  data: text("The bytes in base64"),
  text: text("The content of a text file"),
  url: text("Where the file can be fetched"),
  fileId: text("The provider's id of an uploaded file"),
  filename: text("The name of the file"),
  path: text("Where the file was on the machine that it came from"),
  extractedText: text("The text that the provider extracted from the file"),
  ...common
})
  .pipe(Schema.filter(file.holds, { jsonSchema: file.jsonSchema }))
  .annotations({ identifier: "FilePart", description: "A file: an image, a document or any other" })

/** An element that no other type of part can represent, as it came. */
export const Unknown = Schema.Struct({
  type: type("unknown", "An element that no other type of part can represent"),
  native: required(JsonValue, "The element as the provider sent it"),
  ...common
}).annotations({
  identifier: "UnknownPart",
  description: "An element that no other type of part can represent, as it came"
})

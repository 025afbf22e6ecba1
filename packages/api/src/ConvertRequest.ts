/** The request and response of `POST /v1/convert`, and the parameters of a read that choose a format. */
import { Json, Page, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { optional } = SchemaField

/** Where to keep what a format cannot express. */
export const Keep = Schema.Literal("embed", "beside", "none").annotations({
  identifier: "Keep",
  description: "Where to keep what the format cannot express: inside the document, in a residue beside it, or nowhere"
})
export type Keep = typeof Keep.Type

/** The most bytes of JSON that one conversion accepts, not counting base64 texts. */
export const limit = 1_048_576

/** The most JSON values that one conversion accepts, where a key counts as three, so that no step keeps other requests waiting for 200 ms. */
export const valueLimit = 22_000

/** The body of `POST /v1/convert`. */
export const ConvertRequest = Schema.Struct({
  from: optional(Schema.String, "The format of the document; needed only if it looks like more than one"),
  to: Schema.String.annotations({ description: "The format to write" }),
  document: Json.JsonValue.annotations({
    description:
      "One message, a list of messages, a page of a provider's list, or the body of a request or of a response"
  }),
  keep: optional(
    Keep,
    "Where to keep what the format cannot express; by default embed for formats with slots, but beside for ai-sdk-model"
  ),
  residue: optional(Json.JsonValue, "The residue that an earlier conversion to the document's format returned")
}).annotations({ identifier: "ConvertRequest", description: "A document, and the format to convert it to" })
export type ConvertRequest = typeof ConvertRequest.Type

const Pointers = Schema.Array(Schema.String)

/** How much of the messages a document preserves. */
export const Report = Schema.Struct({
  format: Schema.String.annotations({ description: "The format of the document" }),
  kept: Schema.Int.annotations({ description: "How many leaves of the messages come back unchanged" }),
  changed: Pointers.annotations({ description: "JSON Pointers into the messages, of leaves that come back changed" }),
  dropped: Pointers.annotations({ description: "JSON Pointers into the messages, of leaves that do not come back" }),
  added: Pointers.annotations({ description: "JSON Pointers into what comes back, of leaves that were not there" }),
  synthetic: Pointers.annotations({ description: "JSON Pointers into the document, of values that had to be invented" })
}).annotations({
  identifier: "ConversionReport",
  description: "How much of the messages the document preserves for other programs"
})

/** A document with its residue and its report. */
export const Converted = Schema.Struct({
  value: Json.JsonValue.annotations({ description: "The document: a list, or a text for ndjson, markdown and html" }),
  from: optional(Schema.String, "The format that the document was read from"),
  residue: optional(Json.JsonObject, "What the format cannot express, if it is kept beside the document"),
  report: optional(Report, "The report; absent for markdown and html, and if it was not requested"),
  faults: optional(Schema.Array(Page.PageFault), "The elements of the page that cannot be read"),
  others: optional(
    Json.JsonObject,
    "How many objects of each type in the document are not messages: the other lines of an agent's session file, or, as one object under `other`, the other keys of a request's or response's body. With keep=beside, the residue keeps them"
  ),
  ignored: optional(
    Pointers,
    "JSON Pointers to slots of the document that do not fit and were ignored; the empty pointer stands for the residue"
  )
}).annotations({ identifier: "Converted", description: "A document in another format" })
export type Converted = typeof Converted.Type

/** The document of messages in a format whose documents are lists. */
export const DocumentElements = Schema.Array(Json.JsonValue).annotations({
  identifier: "DocumentElements",
  description: "The elements of a document in the requested format"
})

/** The parameters of a read that say how messages are shown. */
export const Representation = Schema.Struct({
  format: optional(
    Schema.String,
    "The format of the response, such as `anthropic`, `markdown` or `html`; the response is then a document of the message, or of the messages of the page. It takes precedence over `Accept`"
  ),
  keep: optional(
    Keep,
    "Where to keep what the format cannot express; with `beside`, the response has the members `value` and `residue`"
  ),
  report: optional(Schema.Literal("true", "false"), "Whether the response has the members `value` and `report`")
})

/** The parts of a message: a closed union by `type`, with `unknown` for every element that no other part can say. */
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { optional, required } from "../schema/SchemaField.js"
import { notBoth, oneOf, Place, Pointer } from "../schema/SchemaRule.js"
import { compact, JsonValue } from "../json/Json.js"
import { Residue } from "./Residue.js"

/** The description is one of the field, not of the literal: an error should name the literal. */
const type = <const Type extends string>(type: Type, description: string) => required(Schema.Literal(type), description)

const text = (description: string) => optional(Schema.String, description)

const common = {
  id: text("The provider's id of the part"),
  at: optional(
    Pointer,
    "Where the part, or what the provider keeps of it apart, stands in the native message, as a JSON Pointer; given only if neither the provider's one list of parts nor the type of the part tells"
  ),
  residue: optional(Residue, "What the fields do not say of the native element")
}

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

const reasoning = oneOf("text", "summary", "signature", "encrypted")

/** The reasoning of a model, by its text, a summary, a signature, or encrypted. Opaque fields must be sent back byte for byte. */
export const Reasoning = Schema.Struct({
  type: type("reasoning", "The reasoning of a model"),
  text: text("The reasoning as text"),
  summary: text("A summary of the reasoning"),
  signature: text("An opaque signature, which the model's provider asks to have back byte for byte"),
  signedBy: text("Which provider signed the reasoning"),
  encrypted: text("The reasoning encrypted: opaque, to be sent back byte for byte"),
  durationMs: optional(Schema.Finite, "How long the reasoning took, in milliseconds"),
  ...common
})
  .pipe(Schema.filter(reasoning.holds, { jsonSchema: reasoning.jsonSchema }))
  .annotations({ identifier: "ReasoningPart", description: "What a model thought" })

const file = oneOf("data", "text", "url", "fileId", "path")

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

/** How far a tool call has come. */
export const ToolCallState = Schema.Literal(
  "streaming",
  "pending",
  "approval-requested",
  "approval-responded",
  "completed",
  "error",
  "denied"
).annotations({
  identifier: "ToolCallState",
  description: "How far a tool call has come"
})

const input = notBoth("input", "inputText")

/** A call of a tool by a model. */
export const ToolCall = Schema.Struct({
  type: type("tool-call", "A call of a tool"),
  callId: required(Schema.String, "The id by which the result names the call"),
  name: required(Schema.String, "The name of the tool"),
  input: optional(JsonValue, "The arguments of the call: any JSON value"),
  inputText: text("The arguments as text, if they are not JSON or have numbers that would lose digits"),
  state: optional(ToolCallState, "How far the call has come"),
  approval: optional(
    Schema.Struct({
      id: text("The provider's id of the request for approval"),
      approved: optional(Schema.Boolean, "Whether a person approved the call"),
      reason: text("Why, in the words of that person")
    }),
    "Whether a person allowed the call"
  ),
  executedBy: optional(Schema.Literal("provider", "client"), "Who runs the tool: the model's provider, or its client"),
  signature: text("An opaque signature, which the model's provider asks to have back byte for byte"),
  ...common
})
  .pipe(Schema.filter(input.holds, { jsonSchema: input.jsonSchema }))
  .annotations({ identifier: "ToolCallPart", description: "A call of a tool by a model" })

/** An element that no other part can say, as it came. */
export const Unknown = Schema.Struct({
  type: type("unknown", "An element that no other part can say"),
  native: required(JsonValue, "The element as the provider sent it"),
  ...common
}).annotations({ identifier: "UnknownPart", description: "An element that no other part can say, as it came" })

const output = notBoth("output", "content")

/** The result of a tool call. It has `output`, `content`, or neither. */
export const ToolResult = Schema.Struct({
  type: type("tool-result", "The result of a tool call"),
  callId: required(Schema.String, "The id of the call"),
  name: text("The name of the tool"),
  output: optional(JsonValue, "What the tool returned: any JSON value, null included"),
  content: optional(Schema.Array(Schema.Union(Text, File, Unknown)), "What the tool returned, as parts"),
  isError: optional(Schema.Boolean, "Whether the call failed"),
  isPreliminary: optional(Schema.Boolean, "Whether a later result will replace this one"),
  ...common
})
  .pipe(Schema.filter(output.holds, { jsonSchema: output.jsonSchema }))
  .annotations({ identifier: "ToolResultPart", description: "The result of a tool call" })

const citation = oneOf("sourceId", "url", "title", "quote")

/** A source that was quoted, and what it supports. */
export const Citation = Schema.Struct({
  type: type("citation", "A citation"),
  sourceId: text("The provider's id of the source"),
  url: text("Where the source can be read"),
  title: text("The title of the source"),
  quote: text("The words that are quoted"),
  span: optional(
    Schema.Struct({
      part: required(Place, "The index of the part in the message"),
      start: required(Place, "The first character, counted in UTF-16 units"),
      end: required(Place, "The character after the last one, counted in UTF-16 units")
    }),
    "Which characters of which part the source supports"
  ),
  ...common
})
  .pipe(Schema.filter(citation.holds, { jsonSchema: citation.jsonSchema }))
  .annotations({ identifier: "CitationPart", description: "A source that was quoted" })

/** A document that was used. */
export const Source = Schema.Struct({
  type: type("source", "A document that was used"),
  sourceId: text("The provider's id of the document"),
  url: text("Where the document can be read"),
  mediaType: text("The media type of the document"),
  title: text("The title of the document"),
  filename: text("The name of the document's file"),
  ...common
}).annotations({ identifier: "SourcePart", description: "A document that was used" })

/** The beginning of a step of an agent. */
export const StepStart = Schema.Struct({
  type: type("step-start", "The beginning of a step"),
  ...common
}).annotations({ identifier: "StepStartPart", description: "The beginning of a step of an agent" })

/** An error that is part of the conversation. */
export const Error = Schema.Struct({
  type: type("error", "An error"),
  code: required(Schema.String, "The provider's code of the error"),
  message: required(Schema.String, "What went wrong"),
  ...common
}).annotations({ identifier: "ErrorPart", description: "An error that is part of the conversation" })

/** A value that an application defines. */
export const Data = Schema.Struct({
  type: type("data", "A value that an application defines"),
  name: required(Schema.String, "What kind of value it is, in the application's words"),
  value: optional(JsonValue, "Any JSON value, null included"),
  ...common
}).annotations({ identifier: "DataPart", description: "A value that an application defines" })

/** Any part. */
export const Part = Schema.Union(
  Text,
  Refusal,
  Reasoning,
  File,
  ToolCall,
  ToolResult,
  Citation,
  Source,
  StepStart,
  Error,
  Data,
  Unknown
).annotations({ identifier: "Part", description: "A part of a message; `type` says which" })

export type Part = typeof Part.Type
export type Text = typeof Text.Type
export type Reasoning = typeof Reasoning.Type
export type File = typeof File.Type
export type ToolCall = typeof ToolCall.Type
export type ToolResult = typeof ToolResult.Type
export type Unknown = typeof Unknown.Type

/** The part of one type. */
export type Of<Type extends Part["type"]> = Extract<Part, { readonly type: Type }>

/** The fields of a part before it is known that none of the required ones is missing. */
export type Fields<Type extends Part["type"]> = {
  readonly [Key in keyof Of<Type> as Exclude<Key, "type">]: Of<Type>[Key] | undefined
}

/** The part that these fields make, or nothing if a field is missing that its type requires. */
export const make = <Type extends Part["type"]>(
  fields: { readonly type: Type } & Fields<Type>
): Of<Type> | undefined => {
  const part = compact(fields)
  return isComplete(fields.type, part) ? part : undefined
}

/** What each type of part cannot do without, as the schemas above have it. */
const rules: { readonly [Type in Part["type"]]?: (fields: object) => boolean } = {
  reasoning: reasoning.holds,
  file: file.holds,
  citation: citation.holds
}

const fieldsOf = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.PropertySignature> =>
  ast._tag === "Refinement" ? fieldsOf(ast.from) : SchemaAST.getPropertySignatures(ast)

const requiredFields: ReadonlyMap<string, ReadonlyArray<PropertyKey>> = new Map(
  Part.members.map(({ ast }) => {
    const fields = fieldsOf(ast).filter(({ isOptional }) => !isOptional)
    const type = fields.flatMap(({ type }) => (SchemaAST.isLiteral(type) ? [String(type.literal)] : []))[0] ?? ""
    return [type, fields.map(({ name }) => name)]
  })
)

const isComplete = <Type extends Part["type"]>(type: Type, part: object): part is Of<Type> =>
  (requiredFields.get(type)?.every((key) => key in part) ?? false) && (rules[type]?.(part) ?? true)

/** The parts of a message: a closed union by `type`, with `unknown` for everything that no other part can say. */
import * as Schema from "effect/Schema"
import { compact, JsonValue } from "../json/Json.js"
import { Residue } from "./Residue.js"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

const text = optional(Schema.String)

/** `id`: the provider's id of the part. `at`: a JSON Pointer, given only where neither the one list of the provider nor the type tells the place. */
const common = { id: text, at: text, residue: optional(Residue) }

/** What was said, as text; an empty one is content too. */
export const Text = Schema.Struct({ type: Schema.Literal("text"), text: Schema.String, ...common }).annotations({
  identifier: "TextPart"
})

/** What a model thought. `signature` and `redacted` are opaque and must come back byte for byte. */
export const Reasoning = Schema.Struct({
  type: Schema.Literal("reasoning"),
  text,
  signature: text,
  signedBy: text,
  redacted: text,
  durationMs: optional(Schema.Finite),
  ...common
}).annotations({ identifier: "ReasoningPart" })

/** A file by its bytes (`data`, base64), its `text`, its `url`, or the provider's `uploadId`. */
export const File = Schema.Struct({
  type: Schema.Literal("file"),
  mediaType: Schema.String,
  data: text,
  text,
  url: text,
  uploadId: text,
  filename: text,
  path: text,
  extractedText: text,
  ...common
}).annotations({ identifier: "FilePart" })

/** How far a tool call has come. */
export const ToolCallState = Schema.Literal("streaming", "pending", "completed", "error").annotations({
  identifier: "ToolCallState"
})

/** A call of a tool by a model. `callId` is what its result names; `input` is any JSON value. */
export const ToolCall = Schema.Struct({
  type: Schema.Literal("tool-call"),
  callId: Schema.String,
  name: Schema.String,
  input: JsonValue,
  state: optional(ToolCallState),
  ...common
}).annotations({ identifier: "ToolCallPart" })

export const Unknown = Schema.Struct({ type: Schema.Literal("unknown"), native: JsonValue, ...common }).annotations({
  identifier: "UnknownPart",
  description: "An element that no other part can say, as the provider sent it"
})

/** `output` is any JSON value, null included; `content` are parts. A provider sends one of them, or neither. */
export const ToolResult = Schema.Struct({
  type: Schema.Literal("tool-result"),
  callId: Schema.String,
  output: optional(JsonValue),
  content: optional(Schema.Array(Schema.Union(Text, File, Unknown))),
  isError: optional(Schema.Boolean),
  ...common
}).annotations({ identifier: "ToolResultPart" })

/** A source that was quoted. */
export const Citation = Schema.Struct({
  type: Schema.Literal("citation"),
  sourceId: Schema.String,
  url: text,
  title: text,
  quote: text,
  ...common
}).annotations({ identifier: "CitationPart" })

/** A document that was used. */
export const Source = Schema.Struct({
  type: Schema.Literal("source"),
  sourceId: Schema.String,
  mediaType: Schema.String,
  title: text,
  filename: text,
  ...common
}).annotations({ identifier: "SourcePart" })

/** Where a step of the agent begins. */
export const StepStart = Schema.Struct({ type: Schema.Literal("step-start"), ...common }).annotations({
  identifier: "StepStartPart"
})

/** An error that is part of the conversation. */
export const Error = Schema.Struct({
  type: Schema.Literal("error"),
  code: Schema.String,
  message: Schema.String,
  ...common
}).annotations({ identifier: "ErrorPart" })

/** A value that an application defines; `value` is any JSON, null included. */
export const Data = Schema.Struct({
  type: Schema.Literal("data"),
  name: Schema.String,
  value: optional(JsonValue),
  ...common
}).annotations({ identifier: "DataPart" })

/** Any part. */
export const Part = Schema.Union(
  Text,
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
).annotations({ identifier: "Part" })

export type Part = typeof Part.Type

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

export type Text = typeof Text.Type
export type Reasoning = typeof Reasoning.Type
export type File = typeof File.Type
export type ToolCall = typeof ToolCall.Type
export type ToolResult = typeof ToolResult.Type
export type Unknown = typeof Unknown.Type

/** The required fields of each type, as the schemas above have them. */
const required: ReadonlyMap<string, ReadonlyArray<string>> = new Map(
  Part.members.map(({ fields }) => [
    fields.type.literals[0],
    Object.entries(fields).flatMap(([key, field]) => (Schema.isSchema(field) ? [key] : []))
  ])
)

const isComplete = <Type extends Part["type"]>(type: Type, part: object): part is Of<Type> =>
  required.get(type)?.every((key) => key in part) ?? false

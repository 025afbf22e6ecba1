/** The parts of a message: a closed union by `type`, with `unknown` for every element that no other type can represent. */
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { compact, JsonValue } from "../json/Json.js"
import { optional, required } from "../schema/SchemaField.js"
import { File, file, Reasoning, reasoning, Refusal, Text, Unknown } from "./part/ContentPart.js"
import { common, type } from "./part/PartField.js"
import { Citation, citation, Source } from "./part/SourcePart.js"
import { ToolCall, ToolResult } from "./part/ToolPart.js"

export { Reasoning, Refusal, File, Text, Unknown } from "./part/ContentPart.js"
export { Citation, Source } from "./part/SourcePart.js"
export { ToolCall, ToolCallState, ToolResult } from "./part/ToolPart.js"

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

/** The fields of a part, any of which may be missing. */
export type Fields<Type extends Part["type"]> = {
  readonly [Key in keyof Of<Type> as Exclude<Key, "type">]: Of<Type>[Key] | undefined
}

/** Makes a part from its fields; `undefined` if a field is missing that its type requires. */
export const make = <Type extends Part["type"]>(
  fields: {
    /** The type of the part. */
    readonly type: Type
  } & Fields<Type>
): Of<Type> | undefined => {
  const part = compact(fields)
  return isComplete(fields.type, part) ? part : undefined
}

/** The rules of the schemas above that concern several fields. */
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

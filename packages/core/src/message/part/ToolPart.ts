/** The parts of a tool's use: the call and its result. */
import * as Schema from "effect/Schema"
import { JsonValue } from "../../json/Json.js"
import { optional, required } from "../../schema/SchemaField.js"
import { notBoth } from "../../schema/SchemaRule.js"
import { File, Text, Unknown } from "./ContentPart.js"
import { common, text, type } from "./PartField.js"

/** The state of a tool call. */
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
  description: "The state of a tool call"
})

const input = notBoth("input", "inputText")

/** A call of a tool by a model. */
export const ToolCall = Schema.Struct({
  type: type("tool-call", "A call of a tool"),
  callId: required(Schema.String, "The id of the call, which its result repeats"),
  name: required(Schema.String, "The name of the tool"),
  input: optional(JsonValue, "The arguments of the call: any JSON value"),
  inputText: text(
    "The arguments as text, if they are not JSON, have numbers that would lose digits, or have too many values"
  ),
  state: optional(ToolCallState, "The state of the call"),
  approval: optional(
    Schema.Struct({
      id: text("The provider's id of the request for approval"),
      approved: optional(Schema.Boolean, "Whether a person approved the call"),
      reason: text("Why, in the words of that person")
    }),
    "Whether a person allowed the call"
  ),
  executedBy: optional(Schema.Literal("provider", "client"), "Who runs the tool: the model's provider, or its client"),
  signature: text("An opaque signature, to be sent back to the model's provider byte for byte"),
  ...common
})
  .pipe(Schema.filter(input.holds, { jsonSchema: input.jsonSchema }))
  .annotations({ identifier: "ToolCallPart", description: "A call of a tool by a model" })

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

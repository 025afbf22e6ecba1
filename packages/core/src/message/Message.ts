/** The canonical message: one plain JSON document that can hold any message of any provider, and give it back unchanged. */
import * as Schema from "effect/Schema"
import * as SchemaGuard from "../schema/SchemaGuard.js"
import { optional, required } from "../schema/SchemaField.js"
import { JsonObject } from "../json/Json.js"
import { MessageRef } from "../ref/MessageRef.js"
import * as MessageRules from "./MessageRules.js"
import { Part } from "./Part.js"
import { Residue } from "./Residue.js"
import { Time } from "../time/Time.js"

const text = (description: string) => optional(Schema.String, description)

/** Who speaks. `participant` stands for a missing role, and for one that is not in this list; residue then keeps the native role. */
export const Role = Schema.Literal("user", "assistant", "system", "developer", "tool", "participant").annotations({
  identifier: "Role",
  description: "Who speaks; participant if the provider names no role, or one that is not in this list"
})
export type Role = typeof Role.Type

/** Who may see a message: everyone, only the model, or only the user. */
export const Visibility = Schema.Literal("everyone", "model", "user").annotations({
  identifier: "Visibility",
  description: "Who may see a message: everyone, only the model, or only the user"
})
export type Visibility = typeof Visibility.Type

/** The state of a message. */
export const Status = Schema.Literal("pending", "streaming", "completed", "failed", "cancelled").annotations({
  identifier: "Status",
  description: "The state of a message"
})
export type Status = typeof Status.Type

/** Whether a model is still working, or gives its answer (Open Responses). */
export const Phase = Schema.Literal("commentary", "final_answer").annotations({
  identifier: "Phase",
  description: "Whether a model is still working, or gives its answer"
})
export type Phase = typeof Phase.Type

/** The name of a native form of messages: a provider, or a standard format. The list is open. */
export const FormatName = Schema.String.pipe(
  Schema.pattern(/^[a-z][a-z0-9-]{0,63}$/, {
    identifier: "FormatName",
    description: "The name of a native form of messages: a provider, or a standard format"
  })
)

/** A count, such as a number of tokens. Integers above 2^53 are not exact in JSON. */
export const Count = Schema.Int.pipe(
  Schema.between(0, Number.MAX_SAFE_INTEGER, {
    identifier: "Count",
    description: "A count, such as a number of tokens"
  })
)

/** The pattern of an amount. */
export const amount = /^-?\d+(\.\d+)?$/

/** An amount of money or credits as decimal text, so that no digit is lost. */
export const Amount = Schema.String.pipe(
  Schema.pattern(amount, { identifier: "Amount", description: "An amount as decimal text, so that no digit is lost" })
)

/** The fields of a message. */
export const Fields = Schema.Struct({
  version: Schema.Literal(1).annotations({ description: "The version of this model" }),
  format: optional(FormatName, "The native form that the message was read from: a provider or a standard format"),
  ref: optional(MessageRef, "Where a provider keeps the message"),
  id: text("The provider's id of the message"),
  conversation: optional(
    Schema.Struct({
      id: required(Schema.String, "The provider's id of the conversation"),
      workspaceId: text("The provider's id of the workspace that the conversation belongs to")
    }),
    "The conversation that the message belongs to"
  ),
  parentId: text("The id of the message that this one follows or answers"),
  sequence: optional(Schema.Finite, "The number of the message in its conversation, given by the provider"),
  role: required(Role, "Who speaks"),
  author: optional(
    Schema.Struct({
      id: text("The provider's id of the author"),
      name: text("The author's name for display"),
      kind: text("What kind of author it is, in the provider's words")
    }),
    "Who wrote the message"
  ),
  visibility: optional(Visibility, "Who may see the message"),
  status: optional(Status, "The state of the message"),
  phase: optional(Phase, "Whether the model is still working or answers"),
  parts: required(Schema.Array(Part), "The content of the message, in the provider's order"),
  createdAt: optional(Time, "When the message was created"),
  updatedAt: optional(Time, "When the provider last changed the message"),
  editedAt: optional(Time, "When a person last edited the message"),
  sentAt: optional(Time, "When the message was sent"),
  model: text("The model that wrote the message"),
  usage: optional(
    Schema.Struct({
      inputTokens: optional(Count, "How many tokens the model read"),
      outputTokens: optional(Count, "How many tokens the model wrote"),
      cachedInputTokens: optional(Count, "How many of the input tokens came from a cache"),
      reasoningTokens: optional(Count, "How many of the output tokens were reasoning"),
      totalTokens: optional(Count, "How many tokens there were in all, according to the provider")
    }),
    "What the model used"
  ),
  tokenCount: optional(Count, "How many tokens the content has, according to the provider"),
  cost: optional(
    Schema.Struct({
      amount: required(Amount, "The amount"),
      unit: required(Schema.String, "The unit of the amount, such as credits")
    }),
    "What the message cost"
  ),
  finishReason: text("Why the model stopped, in the provider's words"),
  tags: optional(Schema.Array(Schema.String), "Labels that callers attached"),
  metadata: optional(JsonObject, "Values that callers attached"),
  residue: optional(Residue, "What the fields do not express of the native message")
})

/** A message. An absent field was not sent, or the provider sent a value that the field cannot express. */
export const Message = Fields.pipe(
  Schema.filter((message) => MessageRules.holds(message), { jsonSchema: MessageRules.jsonSchema })
).annotations({
  identifier: "Message",
  title: "Message",
  description: "A message of an AI-agent conversation in the canonical form (version 1)"
})

export type Message = typeof Message.Type

/** Whether a value is a message. Unknown keys are allowed, as a later version may add some. */
export const isMessage = SchemaGuard.of(Message)

/** The message with the role that `peers` has for the id of its author. Without one, the message is unchanged. */
export const withRoles = (message: Message, peers: ReadonlyMap<string, Role>): Message => {
  const role = message.author?.id === undefined ? undefined : peers.get(message.author.id)
  return role === undefined ? message : { ...message, role }
}

/** The canonical message: one plain JSON document that holds any message of any provider and gives it back unchanged. */
import * as Schema from "effect/Schema"
import * as Drift from "./Drift.js"
import { JsonObject } from "../json/Json.js"
import { MessageRef } from "../ref/MessageRef.js"
import { Part } from "./Part.js"
import { Provider } from "../provider/Provider.js"
import { Residue } from "./Residue.js"
import { Time } from "./Time.js"

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

const text = optional(Schema.String)

/** `participant` is said where the provider names no role, or one that is not in this list (it is then in residue). */
export const Role = Schema.Literal("user", "assistant", "system", "tool", "participant").annotations({
  identifier: "Role"
})
export type Role = typeof Role.Type

/** Who may see a message: everyone, the model alone, or the user alone. */
export const Visibility = Schema.Literal("everyone", "model", "user").annotations({ identifier: "Visibility" })
export type Visibility = typeof Visibility.Type

/** How far a message has come. */
export const Status = Schema.Literal("pending", "streaming", "completed", "failed", "cancelled").annotations({
  identifier: "Status"
})
export type Status = typeof Status.Type

/** A count of tokens or the like, as a provider sends it; beyond 2^53 no integer is sure. */
export const Count = Schema.Int.pipe(Schema.between(0, Number.MAX_SAFE_INTEGER, { identifier: "Count" }))

/** Decimal text. */
export const amount = /^-?\d+(\.\d+)?$/

/** An amount of money or credits as decimal text, so that no digit is lost. */
export const Amount = Schema.String.pipe(Schema.pattern(amount))

/** Every key is explained in the README of this package; absent keys were not sent, or said nothing that a field can say. */
export const Message = Schema.Struct({
  version: Schema.Literal(1),
  provider: Provider,
  ref: MessageRef,
  id: text,
  conversation: Schema.Struct({ id: Schema.String, workspaceId: text }),
  parentId: text,
  sequence: optional(Schema.Finite),
  role: Role,
  author: optional(Schema.Struct({ id: text, name: text, kind: text })),
  visibility: optional(Visibility),
  status: optional(Status),
  parts: Schema.Array(Part),
  createdAt: optional(Time),
  updatedAt: optional(Time),
  editedAt: optional(Time),
  sentAt: optional(Time),
  model: text,
  usage: optional(Schema.Struct({ inputTokens: optional(Count), outputTokens: optional(Count) })),
  cost: optional(Schema.Struct({ amount: Amount, unit: Schema.String })),
  finishReason: text,
  tags: optional(Schema.Array(Schema.String)),
  metadata: optional(JsonObject),
  residue: optional(Residue)
}).annotations({
  identifier: "Message",
  title: "Message",
  description: "A message of an AI-agent conversation, in the canonical form (version 1)"
})

export type Message = typeof Message.Type

/** Keys that a later version may add are let be. */
export const isMessage = Drift.guard(Message)

/** The message with the role that a caller knows its author to have; nothing is guessed. */
export const withRoles = (message: Message, peers: ReadonlyMap<string, Role>): Message => {
  const role = message.author?.id === undefined ? undefined : peers.get(message.author.id)
  return role === undefined ? message : { ...message, role }
}

/** Canonical conversations that are hostile on purpose: orphans, duplicates, odd ids, foreign residue, every kind of part with every field. */
import { type Json, Lossless, Message, type Part } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import * as HostilePart from "./HostilePart.js"
import { json, object, oneOf, record, text } from "./HostileJson.js"

const formats = [
  ...["ai-sdk", "anthropic", "chat", "responses", "ai-sdk-model", "otel", "langchain", "ag-ui", "atif", "effect"],
  ...["mcp", "a2a", "acp", "openai-fine-tuning"],
  ...["honcho", "factory", "elsewhere"]
]

const time = oneOf("2024-01-15T10:30:00Z", "2024-01-15T10:30:00.080000Z", "1999-12-31T00:00:00.5Z")

const role = oneOf("user", "assistant", "assistant", "system", "developer", "tool", "tool", "participant")

const parts = fc.array(HostilePart.part, { maxLength: 5 })

const fields = record(
  { version: oneOf(1), role },
  {
    id: oneOf("m1", "m2", "", "msg_1"),
    conversation: record({ id: oneOf("s", "") }, { workspaceId: oneOf("w") }),
    parentId: oneOf("m0"),
    sequence: oneOf(0, 7, -1.5),
    author: record({}, { id: oneOf("alice"), name: oneOf("Al", "", "two words"), kind: oneOf("agent") }),
    visibility: oneOf(...Message.Visibility.literals),
    status: oneOf(...Message.Status.literals),
    phase: oneOf(...Message.Phase.literals),
    createdAt: time,
    updatedAt: time,
    editedAt: time,
    sentAt: time,
    model: oneOf("m-1", ""),
    usage: record({}, { inputTokens: oneOf(0, 5), outputTokens: oneOf(12), reasoningTokens: oneOf(3) }),
    tokenCount: oneOf(0, 9),
    cost: oneOf({ amount: "-0.0042", unit: "credits" }),
    finishReason: oneOf("stop", "tool_use", "weird"),
    tags: fc.array(oneOf("a", ""), { maxLength: 2 }),
    metadata: fc.oneof(object, oneOf<Json.JsonObject>({ "messages/residue": { of: "00000000" } }))
  }
)

/** Residue needs a format, and a ref of a provider one of that provider. */
const origin = fc.oneof(
  oneOf({}),
  record({ format: oneOf(...formats.filter((name) => name !== "honcho")) }, { residue: HostilePart.residue }),
  record({ format: oneOf("honcho"), ref: oneOf("honcho:w/s/m", "honcho:w/s/m2") }, { residue: HostilePart.residue })
)

/** One message. Its parts are canonical, so they are not judged again with it. */
export const message: fc.Arbitrary<Message.Message> = fc
  .tuple(
    fc
      .tuple(fields, origin)
      .map(([fields, origin]): unknown => ({ ...fields, ...origin, parts: [] }))
      .filter(Message.isMessage),
    parts
  )
  .map(([message, parts]) =>
    message.format === undefined ? Lossless.withoutResidue({ ...message, parts }) : { ...message, parts }
  )

/** The output of most tools in a turn. */
export const output = "ok"

const outputs = fc.oneof({ weight: 3, arbitrary: oneOf<Json.Json>(output) }, { weight: 1, arbitrary: json })

/** A turn as agents have it: calls, and their results in one or several messages, in order or not, of a tool or of the user. */
const turn: fc.Arbitrary<ReadonlyArray<Message.Message>> = fc
  .tuple(
    message,
    fc.array(fc.tuple(HostilePart.toolCall, outputs), { minLength: 1, maxLength: 3 }),
    message,
    oneOf("one", "each", "same"),
    oneOf<Message.Role>("tool", "user"),
    oneOf("t", "call_", "toolu_")
  )
  .map(([first, calls, second, how, role, prefix]) => {
    const asked = calls.map(([{ residue, ...call }], index) => ({ ...call, callId: `${prefix}${index}` }))
    const results = calls.map(([, output], index): Part.Part => ({
      type: "tool-result",
      callId: `${prefix}${index}`,
      output
    }))
    const assistant = { ...first, role: "assistant" as const, parts: [...first.parts.slice(0, 1), ...asked] }
    const answer = (parts: ReadonlyArray<Part.Part>): Message.Message => ({ ...second, role, parts })
    if (how === "same") return [{ ...assistant, parts: [...assistant.parts, ...results] }]
    return how === "each"
      ? [assistant, ...results.map((result) => answer([result]))]
      : [assistant, answer([...results].reverse())]
  })

/** A conversation. */
export const conversation: fc.Arbitrary<ReadonlyArray<Message.Message>> = fc
  .array(fc.oneof({ weight: 3, arbitrary: message.map((one) => [one]) }, { weight: 2, arbitrary: turn }), {
    maxLength: 5
  })
  .map((groups) => groups.flat())

/** What may stand in a slot or a sidecar that somebody else wrote. */
export const slot: fc.Arbitrary<Json.Json> = fc.oneof(
  json,
  oneOf<Json.Json>(
    { of: "00000000", residue: { items: { "": { length: 1e9 } } } },
    { of: "00000000", residue: { items: { "": { length: 250_000, edits: {} } } } },
    { of: "zz" },
    { of: "00000000", as: "constructor" },
    { of: "00000000", residue: { items: { "": { edits: { 0: { residue: { present: { role: 7 } } } } } } } },
    {
      of: "00000000",
      residue: { items: { "": { edits: { 0: { residue: { present: { createdAt: "2024-01-15T10:30:00Z" } } } } } } }
    },
    { of: "00000000", residue: { absent: ["/0/role"] } },
    '{"of":"00000000"}',
    "{"
  ),
  text
)

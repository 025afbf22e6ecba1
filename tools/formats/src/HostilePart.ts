/** Parts of every kind with every field, and values that no format takes: blank ids, names with spaces, broken base64, URLs that are none. */
import { SchemaGuard, Part } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import { json, object, oneOf, record, text } from "./HostileJson.js"

/** Residue of some format, which may point at nothing. */
export const residue = fc.oneof(
  record({ present: object }),
  record({ absent: fc.uniqueArray(oneOf("/a", "/b~1c", "/parts/0", "/id"), { minLength: 1, maxLength: 2 }) })
)

const common = { id: oneOf("p1", "p2", ""), at: oneOf("/content", "/x") }

const rare = fc.oneof({ weight: 5, arbitrary: oneOf({}) }, { weight: 1, arbitrary: record({ residue }) })

const of = (
  type: Part.Part["type"],
  always: { readonly [key: string]: fc.Arbitrary<unknown> },
  sometimes: { readonly [key: string]: fc.Arbitrary<unknown> } = {}
): fc.Arbitrary<unknown> =>
  fc
    .tuple(record({ type: oneOf(type), ...always }, { ...sometimes, ...common }), rare)
    .map(([part, residue]) => ({ ...part, ...residue }))

const isPart = SchemaGuard.of(Part.Part)

const is =
  <Type extends Part.Part["type"]>(type: Type) =>
  (part: unknown): part is Part.Of<Type> =>
    isPart(part) && part.type === type

const callId = oneOf("c1", "c2", "c3", "", "call with space", "x".repeat(70))
const mediaType = oneOf(
  "image/png",
  "image/x-odd",
  "application/pdf",
  "text/plain",
  "text/plain;charset=utf-8",
  "",
  "weird",
  "audio/wav",
  "audio/mpeg"
)
const base64 = oneOf("", "aGk=", "aGl=", "iVBORw0KGgo=", "not base64!!")
const url = oneOf("https://e.com/a.png", "data:image/png;base64,aGk=", "", "not a url", "file:///x")

const textPart = of("text", { text })
const reasoning = of(
  "reasoning",
  {},
  {
    text,
    summary: text,
    signature: oneOf("sig==", ""),
    signedBy: oneOf("anthropic", "openai", "x"),
    encrypted: oneOf("", "ZW5j"),
    durationMs: oneOf(0, 1.5)
  }
)
const file = of(
  "file",
  {},
  {
    mediaType,
    kind: oneOf("image", "audio", "video", "document"),
    data: base64,
    text,
    url,
    fileId: oneOf("u1", ""),
    filename: oneOf("a.png", ""),
    path: oneOf("/tmp/a"),
    extractedText: text
  }
)
const unknown = of("unknown", { native: json })

/** A call of a tool. */
export const toolCall: fc.Arbitrary<Part.ToolCall> = of(
  "tool-call",
  { callId, name: oneOf("search", "search", "", "weird name!", "a".repeat(130), "mcp__x__y") },
  {
    input: fc.oneof(json, object),
    inputText: text,
    state: oneOf(...Part.ToolCallState.literals),
    approval: record({}, { id: oneOf("a1", ""), approved: fc.boolean(), reason: text }),
    executedBy: oneOf("provider", "client"),
    signature: oneOf("gs")
  }
).filter(is("tool-call"))

const toolResult = of(
  "tool-result",
  { callId },
  {
    name: oneOf("search", ""),
    output: json,
    content: fc.array(fc.oneof(textPart, file, unknown), { maxLength: 3 }),
    isError: fc.boolean(),
    isPreliminary: fc.boolean()
  }
)

const others = [
  of("refusal", { text }),
  of(
    "citation",
    {},
    { sourceId: oneOf("s1", ""), url, title: text, quote: text, span: oneOf({ part: 0, start: 0, end: 1 }) }
  ),
  of("source", {}, { sourceId: oneOf("s1"), url, mediaType, title: text, filename: text }),
  of("step-start", {}),
  of("error", { code: oneOf("E1", ""), message: text }),
  of("data", { name: oneOf("weather", "", "messages", "messages-unknown", "a b") }, { value: json })
]

/** A part of any kind. */
export const part: fc.Arbitrary<Part.Part> = fc.oneof(
  { weight: 4, arbitrary: textPart.filter(isPart) },
  { weight: 3, arbitrary: reasoning.filter(isPart) },
  { weight: 2, arbitrary: file.filter(isPart) },
  { weight: 5, arbitrary: toolCall },
  { weight: 4, arbitrary: toolResult.filter(isPart) },
  { weight: 2, arbitrary: unknown.filter(isPart) },
  ...others.map((other) => ({ weight: 1, arbitrary: other.filter(isPart) }))
)

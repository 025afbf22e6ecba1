/** What a check finds: for every kind a document in every format that can say it. */
import { assert, describe, it } from "@effect/vitest"
import type { Message, Part } from "@org/messages-core"
import { Check, DocumentText, type Finding, Formats } from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

const registry = Formats.of(Formats.standard)

const check = (format: string, document: ReadonlyArray<unknown>) =>
  Either.getOrThrow(Check.of(registry, document, format)).findings

const found = (format: string, document: ReadonlyArray<unknown>) =>
  check(format, document).map(({ kind, path }) => `${kind} ${path}`)

const call = (callId: string, more: Partial<Part.ToolCall> = {}): Part.ToolCall => ({
  type: "tool-call",
  callId,
  name: "search",
  input: {},
  ...more
})
const result = (callId: string): Part.ToolResult => ({ type: "tool-result", callId, output: "ok" })
const text: Part.Part = { type: "text", text: "hi" }
const png = "iVBORw0KGgoAAAANSUhEUg=="
const assistant = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "assistant", parts })
const user = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "user", parts })
const tool = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "tool", parts })

/** A conversation for each kind; formats that write conversations as they are give the documents. */
const conversations: { readonly [K in Finding.Kind]: ReadonlyArray<Message.Message> } = {
  "duplicate-call-id": [assistant(call("a")), tool(result("a")), assistant(call("a")), tool(result("a"))],
  "orphan-result": [user(text), tool(result("a"))],
  "unanswered-call": [assistant(call("a")), user(text)],
  "distant-result": [assistant(call("a")), user(text), tool(result("a"))],
  "half-surrogate": [user({ type: "text", text: "cut \ud83d" })],
  "broken-arguments": [assistant(call("a", { input: '{"cut' })), tool(result("a"))],
  "mislabelled-file": [user({ type: "file", mediaType: "image/jpeg", data: png })],
  "emptied-thinking": [assistant({ type: "reasoning", text: "", signature: "c2ln", signedBy: "anthropic" })]
}

/** The findings in documents of formats that are written without regard to what an API takes, and where they are. */
const expected: { readonly [format: string]: { readonly [K in Finding.Kind]?: string } } = {
  canonical: {
    "duplicate-call-id": "/2/parts/0",
    "orphan-result": "/1/parts/0",
    "unanswered-call": "/0/parts/0",
    "distant-result": "/2/parts/0",
    "half-surrogate": "/0/parts/0/text",
    "broken-arguments": "/0/parts/0",
    "mislabelled-file": "/0/parts/0",
    "emptied-thinking": "/0/parts/0"
  },
  "ai-sdk": {
    "unanswered-call": "/0/parts/0",
    "half-surrogate": "/0/parts/0/text",
    "broken-arguments": "/0/parts/0",
    "mislabelled-file": "/0/parts/0",
    "emptied-thinking": "/0/parts/0/providerMetadata/anthropic"
  },
  "ai-sdk-model": {
    "duplicate-call-id": "/2/content/0",
    "orphan-result": "/1/content/0",
    "unanswered-call": "/0/content/0",
    "distant-result": "/2/content/0",
    "half-surrogate": "/0/content/0/text",
    "broken-arguments": "/0/content/0",
    "mislabelled-file": "/0/content/0",
    "emptied-thinking": "/0/content/0/providerOptions/anthropic"
  },
  langchain: {
    "duplicate-call-id": "/2/data/tool_calls/0",
    "orphan-result": "/1/data",
    "unanswered-call": "/0/data/tool_calls/0",
    "distant-result": "/2/data",
    "half-surrogate": "/0/data/content",
    "mislabelled-file": "/0/data/content/0",
    "emptied-thinking": "/0/data/content/0"
  },
  "ag-ui": {
    "duplicate-call-id": "/2/toolCalls/0",
    "orphan-result": "/1",
    "unanswered-call": "/0/toolCalls/0",
    "distant-result": "/2",
    "half-surrogate": "/0/content",
    "broken-arguments": "/0/toolCalls/0",
    "mislabelled-file": "/0/content/0/source",
    "emptied-thinking": "/0"
  },
  effect: {
    "duplicate-call-id": "/0/content/2/content/0",
    "orphan-result": "/0/content/1/content/0",
    "unanswered-call": "/0/content/0/content/0",
    "distant-result": "/0/content/2/content/0",
    "half-surrogate": "/0/content/0/content",
    "broken-arguments": "/0/content/0/content/0",
    "mislabelled-file": "/0/content/0/content/0",
    "emptied-thinking": "/0/content/0/content/0/options/anthropic"
  },
  atif: {
    "duplicate-call-id": "/0/steps/1/tool_calls/0",
    "unanswered-call": "/0/steps/0/tool_calls/0",
    "half-surrogate": "/0/steps/0/message",
    "mislabelled-file": "/0/steps/0/message/0/source"
  },
  otel: {
    "duplicate-call-id": "/2/parts/0",
    "orphan-result": "/1/parts/0",
    "unanswered-call": "/0/parts/0",
    "distant-result": "/2/parts/0",
    "half-surrogate": "/0/parts/0/content",
    "broken-arguments": "/0/parts/0",
    "mislabelled-file": "/0/parts/0"
  }
}

const use = (id: string, input: unknown = {}) => ({ type: "tool_use", id, name: "search", input })
const answer = (id: string) => ({ role: "user", content: [{ type: "tool_result", tool_use_id: id, content: "ok" }] })
const asks = (id: string, args = "{}") => ({
  role: "assistant",
  tool_calls: [{ id, type: "function", function: { name: "search", arguments: args } }]
})
const said = (id: string) => ({ role: "tool", tool_call_id: id, content: "ok" })
const calls = (id: string, args = "{}") => ({ type: "function_call", call_id: id, name: "search", arguments: args })
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "ok" })
const hi = { role: "user", content: "hi" }
const by = (...content: ReadonlyArray<unknown>) => ({ role: "assistant", content })

/** Documents of formats whose exports leave out what their APIs refuse, written by hand. */
const written: ReadonlyArray<readonly [format: string, finding: string, document: ReadonlyArray<unknown>]> = [
  ["anthropic", "duplicate-call-id /2/content/0", [by(use("a")), answer("a"), by(use("a")), answer("a")]],
  ["anthropic", "orphan-result /1/content/0", [hi, answer("a")]],
  ["anthropic", "unanswered-call /0/content/0", [by(use("a")), hi]],
  ["anthropic", "distant-result /2/content/0", [by(use("a")), hi, answer("a")]],
  ["anthropic", "half-surrogate /0/content", [{ role: "user", content: "cut \udc00" }]],
  ["anthropic", "broken-arguments /0/content/0", [by(use("a", '{"cut')), answer("a")]],
  [
    "anthropic",
    "mislabelled-file /0/content/0/source",
    [{ role: "user", content: [{ type: "image", source: { type: "base64", media_type: "image/jpeg", data: png } }] }]
  ],
  ["anthropic", "emptied-thinking /0/content/0", [by({ type: "thinking", thinking: "", signature: "c2ln" })]],
  ["chat", "duplicate-call-id /2/tool_calls/0", [asks("a"), said("a"), asks("a"), said("a")]],
  ["chat", "orphan-result /1", [hi, said("a")]],
  ["chat", "unanswered-call /0/tool_calls/0", [asks("a"), hi]],
  ["chat", "distant-result /2", [asks("a"), hi, said("a")]],
  ["chat", "half-surrogate /0/content", [{ role: "user", content: "cut \ud83d" }]],
  ["chat", "broken-arguments /0/tool_calls/0", [asks("a", '{"cut'), said("a")]],
  [
    "chat",
    "mislabelled-file /0/content/0/image_url",
    [{ role: "user", content: [{ type: "image_url", image_url: { url: `data:image/gif;base64,${png}` } }] }]
  ],
  ["responses", "duplicate-call-id /2", [calls("a"), output("a"), calls("a"), output("a")]],
  ["responses", "orphan-result /1", [hi, output("a")]],
  ["responses", "unanswered-call /0", [calls("a"), hi]],
  ["responses", "distant-result /2", [calls("a"), hi, output("a")]],
  ["responses", "half-surrogate /0/arguments", [calls("a", '{"a":"\ud83d"}'), output("a")]],
  ["responses", "broken-arguments /0", [calls("a", '{"cut'), output("a")]],
  [
    "responses",
    "mislabelled-file /0/content/0",
    [{ role: "user", content: [{ type: "input_image", image_url: `data:image/webp;base64,${png}` }] }]
  ]
]

describe("Check.of", () => {
  for (const [format, findings] of Object.entries(expected))
    for (const [kind, path] of Object.entries(findings))
      it(`finds ${kind} in ${format}`, () => {
        const conversation = Object.entries(conversations).find(([name]) => name === kind)?.[1] ?? []
        const { value } = Either.getOrThrow(Formats.export(format, conversation, { keep: "none" }))
        assert.deepEqual(found(format, DocumentText.elements(value)), [`${kind} ${path}`])
      })

  for (const [format, finding, document] of written)
    it(`finds ${finding.split(" ")[0]} in ${format}`, () => {
      assert.deepEqual(found(format, document), [finding])
    })

  it("says of every finding what is wrong, why it hurts and who refuses it", () => {
    for (const [format, , document] of written)
      for (const { harm, problem, where } of check(format, document))
        for (const sentence of [harm, problem, where]) assert.match(sentence, /\w+ \w+ \w+/)
  })

  it("finds nothing in a sound conversation, in any format", () => {
    const sound = weather.map((message) => ({
      ...message,
      parts: message.parts.map((part) => (part.type === "file" ? { ...part, data: png } : part))
    }))
    for (const { isReadOnly, isWriteOnly, name } of Formats.standard) {
      if (name === "ndjson" || isReadOnly === true || isWriteOnly === true) continue
      const { value } = Either.getOrThrow(Formats.export(name, sound))
      assert.deepEqual(found(name, DocumentText.elements(value)), [], name)
    }
  })

  it("takes several calls with their results after them, in any order", () => {
    assert.deepEqual(found("responses", [calls("a"), calls("b"), output("b"), output("a"), hi]), [])
    assert.deepEqual(
      found("anthropic", [
        by(use("a"), use("b")),
        { role: "user", content: [...answer("b").content, ...answer("a").content] }
      ]),
      []
    )
  })

  it("finds the result of a call behind other content of its message", () => {
    const late = { role: "user", content: [{ type: "text", text: "wait" }, ...answer("a").content] }
    assert.deepEqual(found("anthropic", [by(use("a")), late]), ["distant-result /1/content/1"])
  })

  it("fails for a document that cannot be read", () => {
    assert.isTrue(Either.isLeft(Check.of(registry, [1], "chat")))
    assert.isTrue(Either.isLeft(Check.of(registry, [{}])))
  })
})

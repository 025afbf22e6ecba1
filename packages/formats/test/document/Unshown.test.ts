/** What documents for people say that they do not show. */
import { assert, describe, it } from "@effect/vitest"
import { Document, Formats } from "@org/messages-formats"
import type { Message } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Envelope from "../../src/algebra/Envelope.js"
import * as Residual from "../../src/algebra/residue/Residual.js"

const of = (fields: Partial<Message.Message>) =>
  [...Document.entries([{ version: 1, format: "x", role: "user", parts: [], ...fields }])].flatMap(
    ({ notShown }) => notShown
  )

/** What is not shown of each message of a document. */
const read = (format: string, ...elements: ReadonlyArray<unknown>) => {
  const { messages } = Either.getOrThrow(Formats.import(format, elements))
  return [...Document.entries(messages)].map(({ notShown }) => notShown)
}

const text = (text: string, more = {}) => ({ type: "text", text, ...more })
const cached = { cache_control: { type: "ephemeral" } }

describe("the line of what is not shown", () => {
  it("names what the elements of a list have besides the fields", () => {
    assert.deepEqual(
      read("anthropic", { role: "user", content: [text("a", cached), text("b"), text("c", { odd: 1 })] }),
      [["content.0.cache_control", "content.2.odd"]]
    )
    assert.deepEqual(read("ai-sdk", { id: "1", role: "user", parts: [text("a", { odd: 1 })] }), [["parts.0.odd"]])
    const logprobs = [{ token: "a", logprob: -1 }]
    const output = { type: "output_text", text: "a", annotations: [], logprobs }
    const answer = { type: "message", id: "m", role: "assistant", status: "completed", content: [output] }
    assert.deepEqual(read("responses", answer), [["content.0.logprobs"]])
  })

  it("names what elements in elements have besides the fields", () => {
    const result = { type: "tool_result", tool_use_id: "c", is_error: true, content: [text("a", cached), text("b")] }
    assert.deepEqual(read("anthropic", { role: "user", content: [result] }), [["content.0.content.0.cache_control"]])
  })

  it("names new elements, at any depth of edits, and null ones not", () => {
    const residue = {
      items: {
        "/a~1b": { length: 3, edits: { 0: { is: { type: "odd", x: 1 } }, 1: { is: null }, 2: { from: 0 } } },
        "/c": { edits: { 4: { residue: { items: { "": { edits: { 1: { is: "new" } } } } } } } },
        "/d": { edits: { 0: { is: { type: "text", text: "said", more: true } } } }
      }
    }
    const expected = ["a/b.0", "c.4.1", "d.0.more"]
    assert.deepEqual(of({ residue, parts: [{ type: "text", text: "said" }] }), expected)
    const part = { type: "text", text: "said", residue } as const
    assert.deepEqual(
      of({ parts: [part] }),
      expected.map((path) => `parts.0.${path}`)
    )
  })

  it("does not name a text that is shown", () => {
    for (const format of ["anthropic", "responses", "chat"]) {
      assert.deepEqual(read(format, { role: "user", content: "hi" }), [[]], format)
      assert.deepEqual(read(format, { role: "user", content: "hi", odd: "ho" }), [["odd"]], format)
    }
    assert.deepEqual(read("chat", { role: "user", content: [text("hi"), text("ho", { odd: 1 })] }), [["content.1.odd"]])
    assert.deepEqual(read("chat", { role: "user", content: [text("hi")] }), [[]])
  })

  it("does not name other values that are shown", () => {
    const args = '{"city": "Oslo"}'
    const call = { id: "c", type: "function", index: 0, function: { name: "f", arguments: args, strict: true } }
    assert.deepEqual(read("chat", { role: "assistant", content: null, tool_calls: [call] }), [
      ["tool_calls.0.index", "tool_calls.0.function.strict"]
    ])
    const summary = ["a", "b"].map((text) => ({ type: "summary_text", text }))
    assert.deepEqual(read("responses", { type: "reasoning", id: "r", summary }), [[]])
    const source = { type: "base64", media_type: "image/png", data: "QUJD" }
    const residue = { present: { content: [{ type: "image", source, ...cached }] } }
    const file = { type: "file", mediaType: "image/png", data: "QUJD" } as const
    assert.deepEqual(of({ residue, parts: [file] }), ["content.0.source.type", "content.0.cache_control"])
  })

  it("names a word under another key than that of a text, but not a sentence", () => {
    const sentence = "All of it works as it should."
    const present = { mood: "fine", answer: "fine", raw: sentence, content: "fine" }
    const parts = [text("fine"), text(sentence)].map(({ text }) => ({ type: "text", text }) as const)
    assert.deepEqual(of({ residue: { present }, parts }), ["mood", "answer"])
  })

  it("takes a value for a shown one only if it says something", () => {
    const parts = [
      { type: "tool-call", callId: "c", name: "n", input: {} },
      { type: "tool-result", callId: "c", output: true },
      { type: "tool-result", callId: "c", output: null }
    ] as const
    const present = { flag: true, empty: {}, word: "word", content: [{ input: {} }, { output: true }] }
    assert.deepEqual(of({ residue: { present }, parts }), ["flag", "empty", "word"])
  })

  it("names a list as a whole if nothing in it is shown", () => {
    assert.deepEqual(of({ metadata: { list: [1, null, [2]], empty: [], objects: [{ type: "a", b: 1 }] } }), [
      "metadata.list",
      "metadata.empty",
      "metadata.objects"
    ])
  })

  it("names the values in an object of which others are shown", () => {
    const at = "2026-06-02T18:55:36.000Z"
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "m",
      content: [text("Hello")],
      usage: { input_tokens: 1, output_tokens: 2, service_tier: "standard" }
    }
    const line = { type: "assistant", uuid: "u1", sessionId: "s1", timestamp: at, message }
    assert.deepEqual(read("claude-code", line), [["message.id", "message.type", "message.usage.service_tier"]])
    assert.deepEqual(of({ residue: { present: { usage: { a: 1, b: 2 }, other: { a: 1, b: 2 } } } }), [
      "usage.a",
      "usage.b",
      "other"
    ])
  })

  it("names what a document has around its messages, and never our own keys", () => {
    const steps = [{ step_id: 1, source: "user", message: "Hi" }]
    const atif = { schema_version: "ATIF-v1.4", session_id: "s", agent: { name: "a", version: "1" }, steps }
    assert.deepEqual(read("atif", atif), [["document.schema_version", "document.session_id", "document.agent"]])
    const slot = { [Residual.key]: { of: "" } }
    const present = { ...slot, [Envelope.key]: { agent: 1 }, metadata: slot, extra: { ...slot, a: 1 } }
    assert.deepEqual(of({ metadata: { ...slot, b: 1 }, residue: { present } }), [
      "metadata.b",
      "document.agent",
      "extra.a"
    ])
  })
})

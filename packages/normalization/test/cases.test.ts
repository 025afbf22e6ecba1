/** Messages that other programs got wrong, each from a report that its `meta.json` names, and what this model makes of them. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@org/messages-contract"
import { Message, MessageRef } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Either from "effect/Either"
import { canonicalText } from "./natives.js"

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

const image = { type: "file", mediaType: "image/png", data: png }

/** The parts without their residue. */
const expected: { readonly [name: string]: ReadonlyArray<object> } = {
  "04-image-data-url-and-wrapped-base64": [image, image, image],
  "07-tool-result-nulls": [
    { type: "tool-call", callId: "t1", name: "Read", input: null },
    { type: "tool-call", callId: "t2", name: "Read" },
    { type: "tool-result", callId: "t1", output: null },
    { type: "tool-result", callId: "t2", output: { a: 1 } }
  ],
  "13-null-content-with-tool-calls": [
    { type: "tool-call", callId: "call_abc123", name: "fetch_image", input: { url: "https://example.org/i.png" } }
  ],
  "14-tool-call-arguments-broken": [
    { type: "text", text: "" },
    { type: "tool-call", callId: "c1", name: "run", inputText: '{"command": "ls -la' },
    { type: "tool-call", callId: "c2", name: "now", inputText: "" },
    { type: "tool-call", callId: "c3", name: "obj", input: { a: 1 } },
    { type: "tool-call", callId: "c4", name: "twice", input: '{"a":1}' },
    { type: "tool-call", callId: "c5", name: "notype", input: {} },
    { type: "tool-call", callId: "c6", name: "lc" },
    { type: "tool-call", callId: "c7", name: "spaced", input: { a: 1 } }
  ],
  "27-part-shapes-of-ui-messages": [
    {
      type: "unknown",
      native: {
        type: "dynamic-tool",
        toolCallId: "t1",
        toolName: "q",
        state: "output-available",
        input: {},
        output: { ok: true }
      }
    },
    { type: "unknown", native: { type: "data-plan", data: { step: 1 } } },
    image,
    { type: "file", mediaType: "", filename: "x", url: "QUJD" },
    { type: "unknown", native: { type: "source-url", sourceId: "s", url: "https://example.org" } }
  ],
  "28-empty-and-null-parts": [
    { type: "text", text: "" },
    { type: "text", text: "\n\n\n" },
    { type: "unknown", native: { type: "reasoning" } },
    { type: "reasoning", encrypted: "ZW5j" },
    { type: "unknown", native: null },
    { type: "unknown", native: [] },
    { type: "unknown", native: "loose" },
    { type: "step-start" },
    { type: "step-start" },
    { type: "unknown", native: {} }
  ],
  "35-crlf-and-colours-in-tool-result": [
    {
      type: "tool-result",
      callId: "t1",
      output: "> vitest\r\n\u001b[32m ok \u001b[39m a.test.ts\r\n 10%\r 50%\r100%\r\n"
    },
    { type: "text", text: "line one\r\nline two\r\n" }
  ],
  "36-tool-call-snowflake": [
    { type: "text", text: "" },
    {
      type: "tool-call",
      callId: "c1",
      name: "send",
      inputText: '{"chat_id": -1001234567890123456789, "user": 9007199254740993}'
    }
  ],
  "40-ordinary-veryfront-nulls": [{ type: "text", text: "hello" }],
  "41-ordinary-python-call": [
    { type: "text", text: "One moment." },
    { type: "tool-call", callId: "call_1", name: "lookup", input: { invoice: 1042, year: 2025 } }
  ],
  "42-blank-texts": ["\n\n", "   ", "\u200b", "end"].map((text) => ({ type: "text", text })),
  "43-object-tool-result": [
    { type: "tool-result", callId: "t1", output: { rows: [1, 2], note: "two rows" }, isError: false }
  ],
  "45-uuid-in-capitals": [{ type: "text", text: "hi" }]
}

describe.each(Cases.all)("$name", ({ json, name, ref }) => {
  const message = Normalization.toMessage(Either.getOrThrow(MessageRef.parse(ref)).ref, json)

  it("has the parts that a reader expects", () =>
    assert.deepStrictEqual<unknown>(
      message.parts.map(({ residue, ...part }) => part),
      expected[name]
    ))

  it("is a message, and comes back unchanged", () => {
    assert.isTrue(Message.isMessage(message))
    assert.strictEqual(canonicalText(Normalization.fromMessage(message)), canonicalText(json))
  })
})

it("has expected parts for every case", () =>
  assert.sameMembers(
    Object.keys(expected),
    Cases.all.map(({ name }) => name)
  ))

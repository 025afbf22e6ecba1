/** What a check takes for sound, and what it cannot read. `tools/formats` has a document for every kind of fault in every format. */
import { assert, describe, it } from "@effect/vitest"
import { Json } from "@org/messages-core"
import {
  AnthropicRules,
  ChatRules,
  Check,
  type Definition,
  DocumentText,
  Formats,
  ResponsesRules
} from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

const registry = Formats.of(Formats.standard)

const check = (format: string, document: ReadonlyArray<unknown>) =>
  Either.getOrThrow(Check.of(registry, document, format)).findings

const found = (format: string, document: ReadonlyArray<unknown>) =>
  check(format, document).map(({ kind, path }) => `${kind} ${path}`)

const isObject = (value: unknown): value is Json.JsonObject => Json.isJson(value) && Json.isObject(value)

const png = "iVBORw0KGgoAAAANSUhEUg=="

const use = (id: string, input: unknown = {}) => ({ type: "tool_use", id, name: "search", input })
const answer = (id: string) => ({ role: "user", content: [{ type: "tool_result", tool_use_id: id, content: "ok" }] })
const calls = (id: string, args = "{}") => ({ type: "function_call", call_id: id, name: "search", arguments: args })
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "ok" })
const hi = { role: "user", content: "hi" }
const by = (...content: ReadonlyArray<unknown>) => ({ role: "assistant", content })

describe("Check.of", () => {
  it("finds nothing in a sound conversation, in any format", () => {
    const sound = weather.map((message) => ({
      ...message,
      parts: message.parts.map((part) => (part.type === "file" ? { ...part, data: png } : part))
    }))
    for (const { isReadOnly, isWriteOnly, name } of Formats.standard) {
      if (name === "ndjson" || isReadOnly === true || isWriteOnly === true) continue
      const { value } = Either.getOrThrow(Formats.export(name, sound))
      assert.deepEqual(found(name, Either.getOrThrow(DocumentText.of(value)).elements), [], name)
    }
  })

  it("finds in an export what the export leaves as it is", () => {
    const broken: Definition.Messages = [
      {
        version: 1,
        role: "user",
        parts: [
          { type: "text", text: "half \ud800" },
          { type: "file", mediaType: "image/png", data: "aGVsbG8gd29ybGQ=" }
        ]
      },
      {
        version: 1,
        role: "assistant",
        parts: [
          { type: "reasoning", signature: "c2ln", signedBy: "anthropic" },
          { type: "tool-call", callId: "c1", name: "search", inputText: "{broken" },
          { type: "tool-result", callId: "c1", output: "ok" }
        ]
      }
    ]
    const rules = { anthropic: AnthropicRules, chat: ChatRules, responses: ResponsesRules }
    const left = Object.entries(rules).map(([name, { faults }]) => {
      const elements = Either.getOrThrow(
        DocumentText.of(Either.getOrThrow(Formats.export(name, broken)).value)
      ).elements
      assert.deepEqual(faults(elements.filter(isObject)), [], name)
      return check(name, elements).map(({ kind }) => kind)
    })
    const both = ["mislabelled-file", "half-surrogate"]
    assert.deepEqual(left, [
      [...both, "emptied-thinking"],
      [...both, "broken-arguments"],
      [...both, "broken-arguments"]
    ])
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

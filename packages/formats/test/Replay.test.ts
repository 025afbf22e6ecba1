/** What may be sent again, in cases that hostile conversations seldom meet. */
import { describe, it } from "@effect/vitest"
import type { Message, Part } from "@org/messages-core"
import { AnthropicRules, ChatRules, Formats, ResponsesRules } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"

const call: Part.Part = { type: "tool-call", callId: "c1", name: "search", input: {} }
const result: Part.Part = { type: "tool-result", callId: "c1", output: "ok" }

const assistant = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "assistant", parts })

const rules = { anthropic: AnthropicRules, chat: ChatRules, responses: ResponsesRules }

describe("what may be sent again", () => {
  for (const [format, { faults }] of Object.entries(rules)) {
    const documentOf = (...messages: ReadonlyArray<Message.Message>) => {
      const { value } = Either.getOrThrow(Formats.export(format, messages, { keep: "none" }))
      assert.ok(Array.isArray(value))
      return value
    }

    it(`has results after their calls as ${format}`, () => {
      const document = documentOf(assistant(result, call))
      assert.deepEqual(faults(document), [])
      assert.deepEqual(document, documentOf(assistant(call, result)))
    })

    it(`leaves out calls and results that lack each other as ${format}`, () => {
      const text: Part.Part = { type: "text", text: "hi" }
      const later: Message.Message = { version: 1, role: "tool", parts: [result] }
      const between: Message.Message = { version: 1, role: "user", parts: [text] }
      const document = documentOf(assistant(text, call), between, later)
      assert.deepEqual(faults(document), [])
      assert.deepEqual(document, documentOf(assistant(text), between))
    })
  }
})

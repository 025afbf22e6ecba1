/** Runs of several elements: where one message gave them, one message comes back. */
import { describe, it } from "@effect/vitest"
import { Acp, Anthropic, Export, Import, Mcp, Responses } from "@org/messages-formats"
import type { Message } from "@org/messages-core"
import * as Either from "effect/Either"
import assert from "node:assert/strict"

const said = (...texts: ReadonlyArray<string>): Message.Message => ({
  version: 1,
  format: "responses",
  role: "assistant",
  parts: texts.map((text) => ({ type: "text", text }))
})

const back = (messages: ReadonlyArray<Message.Message>) => {
  const { residue, value } = Either.getOrThrow(Responses.export(messages))
  return Either.getOrThrow(Responses.import(JSON.parse(JSON.stringify(value)), residue))
}

describe("a run of several elements", () => {
  it("stays one message beside a message that needs the sidecar", () => {
    const messages = [
      said("a", "b"),
      { version: 1 as const, id: "m1", role: "user" as const, parts: [{ type: "text" as const, text: "go on" }] },
      said("c")
    ]
    assert.deepEqual(back(messages), { messages, ignored: [] })
  })

  it("stays apart from the run before it", () => {
    const messages = [said("a"), said("b", "c")]
    assert.deepEqual(back(messages), { messages, ignored: [] })
  })
})

describe("a message without an element after a run of several", () => {
  it("does not come between a call and its result when the run is edited", () => {
    const text = { type: "text" as const, text: "before" }
    const call = { type: "tool-call" as const, callId: "a", name: "search", input: {} }
    const result = { type: "tool-result" as const, callId: "a", output: "ok" }
    const messages: ReadonlyArray<Message.Message> = [
      { version: 1, role: "assistant", parts: [text, call, result] },
      { version: 1, role: "assistant", parts: [{ ...call, callId: "b" }] }
    ]
    const { residue, value } = Either.getOrThrow(Anthropic.export(messages))
    const edited: unknown = JSON.parse(JSON.stringify(value).replace("before", "after"))
    const back = Either.getOrThrow(Anthropic.import(edited, residue)).messages
    assert.deepEqual(Either.getOrThrow(Anthropic.export(back, { keep: "none" })).value, edited)
  })
})

describe("a session that every element of a run names", () => {
  it("stays in all of them when the run is edited before a message without an element", () => {
    const messages: ReadonlyArray<Message.Message> = [
      {
        version: 1,
        role: "assistant",
        conversation: { id: "s" },
        parts: [
          { type: "tool-call", callId: "a", name: "search" },
          { type: "tool-result", callId: "a" },
          { type: "reasoning", summary: "before" }
        ]
      },
      { version: 1, role: "user", parts: [] }
    ]
    const { residue, value } = Either.getOrThrow(Export.of(Acp.definition, messages, { keep: "beside" }))
    const edited: unknown = JSON.parse(JSON.stringify(value).replace("before", "after"))
    const back = Either.getOrThrow(Import.of(Acp.definition, edited, residue)).messages
    assert.deepEqual(Either.getOrThrow(Export.of(Acp.definition, back, { keep: "none" })).value, edited)
  })
})

describe("calls whose ids the API refuses", () => {
  it("stay different ids when an edited run is restored", () => {
    const messages: ReadonlyArray<Message.Message> = [
      {
        version: 1,
        role: "assistant",
        parts: [
          { type: "text", text: "before" },
          ...["a b", "c d"].map((callId) => ({ type: "tool-call" as const, callId, name: "search", input: {} })),
          ...["a b", "c d"].map((callId) => ({ type: "tool-result" as const, callId, output: "ok" }))
        ]
      },
      { version: 1, role: "assistant", parts: [] }
    ]
    const { residue, value } = Either.getOrThrow(Anthropic.export(messages))
    const edited: unknown = JSON.parse(JSON.stringify(value).replace("before", "after"))
    const back = Either.getOrThrow(Anthropic.import(edited, residue)).messages
    assert.deepEqual(Either.getOrThrow(Anthropic.export(back, { keep: "none" })).value, edited)
  })
})

describe("results that stand among those of an earlier message", () => {
  const call = (callId: string) => ({ type: "tool-call" as const, callId, name: "search", input: {} })
  const result = (callId: string) => ({ type: "tool-result" as const, callId, output: callId })
  const messages: ReadonlyArray<Message.Message> = [
    { version: 1, role: "assistant", parts: [call("a"), call("b")] },
    { version: 1, role: "tool", parts: [result("a")] },
    { version: 1, role: "user", parts: [{ type: "text", text: "go on" }, result("b")] }
  ]

  it("come back, and survive an edit of what else their message says", () => {
    const { residue, value } = Either.getOrThrow(Anthropic.export(messages))
    const read = (document: unknown) => Either.getOrThrow(Anthropic.import(document, residue)).messages
    assert.deepEqual(read(value), messages)
    const edited: unknown = JSON.parse(JSON.stringify(value).replace("go on", "wait"))
    const again = Either.getOrThrow(Anthropic.export(read(edited), { keep: "none" })).value
    assert.deepEqual(again, edited)
  })
})

describe("an element that another program puts into a run", () => {
  it("becomes a message of its own, and gets no residue of the run", () => {
    // The second message gives no element, so it belongs to the run of the first.
    const messages: ReadonlyArray<Message.Message> = [
      {
        version: 1,
        role: "assistant",
        id: "m1",
        parts: [
          { type: "text", text: "one" },
          { type: "text", text: "two" }
        ]
      },
      { version: 1, role: "tool", id: "m2", parts: [] }
    ]
    const exported = Either.getOrThrow(Export.of(Mcp.definition, messages))
    const [inserted] = Either.getOrThrow(
      Export.of(Mcp.definition, [{ version: 1, role: "user", parts: [{ type: "text", text: "inserted" }] }], {
        keep: "none"
      })
    ).value
    assert.ok(inserted !== undefined && exported.value.length === 2)
    const back = Either.getOrThrow(Import.of(Mcp.definition, exported.value.toSpliced(1, 0, inserted))).messages
    const alone = Either.getOrThrow(Import.of(Mcp.definition, [inserted])).messages
    assert.deepEqual(
      back.filter(({ parts }) => parts.some((part) => part.type === "text" && part.text === "inserted")),
      alone
    )
  })
})

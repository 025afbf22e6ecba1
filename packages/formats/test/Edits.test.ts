/** Edits of documents: they win, and the messages keep what the document never said. */
import { describe, it } from "@effect/vitest"
import { Formats } from "@org/messages-formats"
import type { Message, Part } from "@org/messages-core"
import * as Either from "effect/Either"
import assert from "node:assert/strict"

const call: Part.Part = { type: "tool-call", callId: "a", name: "search" }
const text = (text: string): Part.Part => ({ type: "text", text })
const user = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "user", parts })
const answer: Message.Message = { version: 1, role: "assistant", parts: [{ type: "tool-result", callId: "a" }] }

/** What comes back after `before` became `after` in the document, which the messages say again. */
const edited = (name: string, messages: ReadonlyArray<Message.Message>, keep: "embed" | "beside") => {
  const { residue, value } = Either.getOrThrow(Formats.export(name, messages, { keep }))
  const document: unknown = JSON.parse(JSON.stringify(value).replace("before", "after"))
  const back = Either.getOrThrow(Formats.import(name, document, residue)).messages
  const clean = Either.getOrThrow(Formats.export(name, messages, { keep: "none" })).value
  const again = Either.getOrThrow(Formats.export(name, back, { keep: "none" })).value
  assert.deepEqual(again, JSON.parse(JSON.stringify(clean).replace("before", "after")))
  return back
}

describe("a text that was edited", () => {
  for (const [name, keep] of [
    ["ai-sdk-model", "beside"],
    ["effect", "beside"],
    ["effect", "embed"]
  ] as const)
    describe(`in ${name}, ${keep}`, () => {
      it("leaves the call beside it that the format cannot say", () => {
        const back = edited(name, [user(call, { type: "refusal", text: "before" }), answer], keep)
        assert.deepEqual(back[0]?.parts[0], call)
        assert.deepEqual(back[1], answer)
      })

      it("leaves the call of a message that the format cannot say, before it and after it", () => {
        const refusal: Part.Part = { type: "refusal", text: "before" }
        for (const messages of [
          [user(call), user(refusal), answer],
          [user(refusal), user(call), answer]
        ]) {
          const back = edited(name, messages, keep)
          assert.deepEqual(
            back.map(({ parts }) => parts.map(({ type }) => type)),
            messages.map(({ parts }) => parts.map(({ type }) => (type === "refusal" ? "text" : type)))
          )
          assert.deepEqual(back[2], answer)
        }
      })

      it("leaves the call beside texts that became one, and beside a result", () => {
        const result: Part.Part = { type: "tool-result", callId: "b", name: "other", output: 1 }
        for (const parts of [
          [text("before"), call, text("more")],
          [result, text("before"), call],
          [call, result, { type: "refusal" as const, text: "before" }]
        ]) {
          const back = edited(name, [user(...parts), answer], keep)
          assert.ok(back.some(({ parts }) => parts.some((part) => part.type === "tool-call" && part.name === "search")))
          assert.deepEqual(back.at(-1), answer)
        }
      })

      it("leaves the call between texts that became one, though one of them is empty", () => {
        for (const role of ["user", "system"] as const) {
          const back = edited(name, [{ ...user(text("before"), call, text("")), role }, answer], keep)
          assert.ok(back[0]?.parts.some(({ type }) => type === "tool-call"))
          assert.deepEqual(back.at(-1), answer)
        }
      })

      it("leaves what the message says beside its parts", () => {
        const first = { ...user(call, text("before"), text("more")), id: "m1", tags: ["a"] }
        const [back] = edited(name, [first, answer], keep)
        assert.equal(back?.id, "m1")
        assert.deepEqual(back?.tags, ["a"])
      })
    })
})

describe("what an export invented", () => {
  const result: Part.Part = { type: "tool-result", callId: "a", output: "found" }
  const asks: Message.Message = { version: 1, role: "assistant", parts: [{ ...call, input: {} }] }
  const nameless: Message.Message = { version: 1, role: "tool", createdAt: "2026-01-05T10:00:00Z", parts: [result] }

  /** What comes back after an invented value was replaced in the document. */
  const renamed = (name: string, messages: ReadonlyArray<Message.Message>, from: string, to: string) => {
    const { residue, value } = Either.getOrThrow(Formats.export(name, messages, { keep: "beside" }))
    const document: unknown = JSON.parse(JSON.stringify(value).replace(from, to))
    assert.notDeepEqual(document, value)
    return Either.getOrThrow(Formats.import(name, document, residue)).messages
  }

  for (const [name, from, to] of [
    ["ai-sdk-model", '"toolName":"NAME","output"', '"toolName":"weather","output"'],
    ["effect", '"name":"NAME","isFailure"', '"name":"weather","isFailure"']
  ] as const)
    for (const [told, before] of [
      ["search", [asks]],
      ["tool", []]
    ] as const)
      it(`is the name of a result, and an edit of it stays in ${name} instead of ${told}`, () => {
        const back = renamed(name, [...before, nameless], from.replace("NAME", told), to)
        assert.deepEqual(back, [...before, { ...nameless, parts: [{ ...result, name: "weather" }] }])
        const other = renamed(name, [...before, nameless], "found", "nothing")
        assert.deepEqual(other, [...before, { ...nameless, parts: [{ ...result, output: "nothing" }] }])
      })

  for (const name of ["ai-sdk", "ag-ui"])
    it(`is the id of a message, and an edit of it stays in ${name}, with the rest of its message`, () => {
      const said = { ...user(text("hi")), createdAt: "2026-01-05T10:00:00Z" }
      assert.deepEqual(renamed(name, [said], "msg_0", "mine"), [{ ...said, id: "mine" }])
    })
})

describe("an edited run that several messages give", () => {
  it("says of each message what the document says of it", () => {
    const content = [
      { type: "text" as const, text: "before" },
      { type: "file" as const, path: "/a" }
    ]
    const result: Part.Part = { type: "tool-result", callId: "a", content, residue: { present: {} } }
    const messages: ReadonlyArray<Message.Message> = [
      { version: 1, role: "assistant", format: "chat", parts: [result, call] }
    ]
    const { residue, value } = Either.getOrThrow(Formats.export("chat", messages))
    const edited: unknown = JSON.parse(JSON.stringify(value).replace("before", "after"))
    const back = Either.getOrThrow(Formats.import("chat", edited, residue)).messages
    assert.deepEqual(Either.getOrThrow(Formats.export("chat", back, { keep: "none" })).value, edited)
  })
})

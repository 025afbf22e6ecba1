/** Runs of several elements: where one message gave them, one message comes back. */
import { describe, it } from "@effect/vitest"
import { Responses } from "@org/messages-formats"
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

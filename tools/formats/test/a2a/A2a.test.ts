/** The laws of `a2a`, with A2A's own parser as a judge. */
import { Message, Task } from "@a2a-js/sdk"
import { describe, it } from "@effect/vitest"
import { A2a, type A2aMessage } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./A2a.js"

laws(suite, 200)

const messages: ReadonlyArray<A2aMessage> = Either.getOrThrow(
  A2a.export([
    { version: 1, id: "m1", conversation: { id: "c1" }, role: "user", parts: [{ type: "text", text: "hi" }] },
    {
      version: 1,
      id: "m2",
      role: "assistant",
      parts: [
        { type: "file", mediaType: "image/png", data: "aGk=", filename: "a.png" },
        { type: "tool-call", callId: "call_1", name: "search", input: { q: 1 } }
      ]
    }
  ])
).value

describe("A2a.export", () => {
  it("gives messages that the protocol's own parser reads", () => {
    const [first, second] = messages.map((message) => Message.fromJSON(message))
    assert.equal(first?.contextId, "c1")
    assert.deepEqual(first?.parts[0]?.content, { $case: "text", value: "hi" })
    assert.deepEqual(second?.parts[0]?.content, { $case: "raw", value: Buffer.from("hi") })
    assert.deepEqual(second?.parts[1]?.metadata, { kind: "messages.tool-call" })
  })

  it("gives the history of a task", () => {
    const task = Task.fromJSON({
      id: "t1",
      contextId: "c1",
      status: { state: "TASK_STATE_COMPLETED" },
      history: messages
    })
    const parts = task.history.flatMap(({ parts }) => parts.map(({ content }) => content?.$case))
    assert.deepEqual(parts, ["text", "raw", "data"])
    assert.deepEqual(Reflect.get(Object(Task.toJSON(task)), "history"), messages)
  })
})

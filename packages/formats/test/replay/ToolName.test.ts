/** The names of tools that results get from their calls. */
import { assert, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import * as ToolName from "../../src/replay/ToolName.js"

const call = (callId: string, name: string): Message.Message => ({
  version: 1,
  role: "assistant",
  parts: [{ type: "tool-call", callId, name, input: {} }]
})

const result = (callId: string): Message.Message => ({
  version: 1,
  role: "tool",
  parts: [{ type: "tool-result", callId, output: "ok" }]
})

const names = (messages: ReadonlyArray<Message.Message>) =>
  messages.flatMap(({ parts }) => parts.map((part) => (part.type === "tool-result" ? part.name : undefined)))

it("come from the last call before them, and from earlier calls only if no later one has the id", () => {
  const messages = [result("a"), call("a", "new"), result("a"), result("b"), result("c")]
  assert.deepStrictEqual(
    names(
      ToolName.after(
        new Map([
          ["a", "old"],
          ["b", "other"]
        ]),
        messages
      )
    ),
    ["old", undefined, "new", "other", undefined]
  )
})

it("are found without a visit to every earlier call", () => {
  class Known extends Map<string, string> {
    visits = 0;
    override [Symbol.iterator]() {
      this.visits += 1
      return super[Symbol.iterator]()
    }
  }
  const known = new Known()
  known.set("a", "search")
  assert.deepStrictEqual(names(ToolName.after(known, [result("a")])), ["search"])
  assert.strictEqual(known.visits, 0)
})

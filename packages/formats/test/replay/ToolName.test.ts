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

it("come from the last call before them", () => {
  const messages = [result("a"), call("a", "old"), result("a"), call("a", "new"), result("a"), result("b")]
  const names = ToolName.given(messages).flatMap(({ parts }) =>
    parts.map((part) => (part.type === "tool-result" ? part.name : undefined))
  )
  assert.deepStrictEqual(names, [undefined, undefined, "old", undefined, "new", undefined])
})

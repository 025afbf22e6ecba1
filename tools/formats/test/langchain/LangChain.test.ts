/** The laws of `langchain`, with LangChain's own classes as a judge. */
import { describe, it } from "@effect/vitest"
import { mapStoredMessagesToChatMessages, type StoredMessage } from "@langchain/core/messages"
import { LangChain, type LangChainMessage } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./LangChain.js"

laws(suite, 200)

describe("LangChain.export", () => {
  it("gives messages of the official type, whose blocks LangChain reads", () => {
    const exported = LangChain.export([
      {
        version: 1,
        role: "assistant",
        parts: [
          { type: "reasoning", text: "Hm.", signature: "c2ln" },
          { type: "text", text: "Let me look." },
          { type: "tool-call", callId: "c1", name: "weather", input: { city: "Oslo" } }
        ]
      }
    ])
    const messages: ReadonlyArray<LangChainMessage> = Either.getOrThrow(exported).value
    const official: Array<StoredMessage> = messages.map(({ data, type }) => ({
      type,
      data: {
        role: undefined,
        name: undefined,
        tool_call_id: undefined,
        ...data,
        content: JSON.stringify(data.content)
      }
    }))
    assert.equal(official.length, 1)
    const [message] = mapStoredMessagesToChatMessages(JSON.parse(JSON.stringify(messages)))
    assert.deepEqual(message?.contentBlocks, [
      { type: "reasoning", reasoning: "Hm.", signature: "c2ln" },
      { type: "text", text: "Let me look." },
      { type: "tool_call", id: "c1", name: "weather", args: { city: "Oslo" } }
    ])
  })

  it("gives messages that LangChain can store again, with objects that have the key `lc`, and slots that it leaves as they are", async () => {
    const lc = { lc: 1, type: "constructor" }
    for (const message of [
      { version: 1, role: "user", metadata: lc, parts: [{ type: "text", text: "hi" }] },
      { version: 1, role: "assistant", parts: [{ type: "tool-call", callId: "c1", name: "search", input: { lc } }] },
      { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "c1", output: lc }] },
      { version: 1, role: "assistant", parts: [{ type: "data", name: "x", value: lc }] }
    ] as const)
      await suite.judge(Either.getOrThrow(LangChain.export([message])).value)
  })
})

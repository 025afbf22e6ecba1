/** The laws of `openai-fine-tuning`, with the types of OpenAI's package and the rules of fine-tuning as a judge. */
import { describe, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import { FineTuning, FineTuningRules } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./FineTuning.js"

laws(suite, 200)

const call = { type: "tool-call", callId: "call_1", name: "search", input: { q: 1 } } as const
const conversation: ReadonlyArray<Message.Message> = [
  { version: 1, role: "developer", parts: [{ type: "text", text: "Be brief." }] },
  { version: 1, role: "user", parts: [{ type: "text", text: "Find it." }] },
  { version: 1, role: "assistant", parts: [{ type: "reasoning", text: "hm" }, call] },
  { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "call_1", output: "found" }] },
  { version: 1, role: "user", parts: [{ type: "text", text: "Thanks" }] }
]

const lineOf = (messages: ReadonlyArray<Message.Message>): string =>
  Either.getOrThrow(FineTuning.export(messages)).value

describe("FineTuning.export", () => {
  it("gives one line that ends with what the assistant says or calls", () => {
    const line = lineOf(conversation)
    assert.equal(line.split("\n").length, 2)
    assert.deepEqual(JSON.parse(line), {
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Find it." },
        {
          role: "assistant",
          tool_calls: [{ type: "function", id: "call_1", function: { name: "search", arguments: '{"q":1}' } }]
        }
      ]
    })
  })

  it("refuses a conversation in which an assistant says nothing", () => {
    const problem = Either.getOrThrow(Either.flip(FineTuning.export(conversation.slice(0, 2))))
    assert.match(problem.problem, /no message of an assistant/)
    assert.ok(Either.isLeft(FineTuning.export([])))
  })

  it("names the places of the report in the line", () => {
    const messages: ReadonlyArray<Message.Message> = [
      { version: 1, role: "assistant", parts: [{ ...call, callId: "a b" }] }
    ]
    const { report } = Either.getOrThrow(FineTuning.export(messages))
    assert.deepEqual(report.synthetic, ["/messages/0/tool_calls/0/id"])
  })
})

describe("FineTuningRules", () => {
  const user = { role: "user", content: "hi" }
  const done = { role: "assistant", content: "done" }

  it("say what would be refused", () => {
    const found = (...messages: ReadonlyArray<object>) =>
      FineTuningRules.faults(JSON.parse(JSON.stringify(messages))).map(({ path, problem }) => `${path} ${problem}`)
    assert.deepEqual(found(user, done), [])
    assert.deepEqual(found(), [" has no messages"])
    assert.deepEqual(found(done, user), ["/1 comes last and is not of the assistant"])
    assert.deepEqual(found({ ...user, role: "developer" }, done), ["/0/role has a role that is refused"])
    assert.deepEqual(found({ ...user, weight: 1 }, done), ["/0/weight has a weight that is refused"])
    assert.deepEqual(found({ ...user, content: [{ type: "input_audio" }] }, { ...done, weight: 0 }), [
      "/0/content/0 has content that no model is trained on"
    ])
  })
})

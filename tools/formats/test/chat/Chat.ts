/** OpenAI's own types and the rules of Chat Completions as a judge, and messages as other programs write them. */
import { Chat, ChatRules } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"
import * as Turns from "../turns.js"
import { validator } from "../typeSchema.js"

const { oneOf, record, text } = HostileJson

const validate = validator("openai/resources/chat/completions/completions.js", "ChatCompletionMessageParam")

const textPart = record({ type: oneOf("text"), text })

const content = fc.oneof(
  textPart,
  record({
    type: oneOf("image_url"),
    image_url: oneOf<object>(
      { url: "https://e.com/a.png" },
      { url: "data:image/png;base64,aGk=", detail: "high" },
      { url: "x", detail: "auto" }
    )
  }),
  record({
    type: oneOf("input_audio"),
    input_audio: oneOf({ data: "aGk=", format: "wav" }, { data: "", format: "mp3" })
  }),
  record({
    type: oneOf("file"),
    file: oneOf<object>(
      { file_id: "f1" },
      { file_data: "data:application/pdf;base64,aGk=", filename: "a.pdf" },
      { file_data: "aGk=" }
    )
  })
)

const called = fc.oneof(
  record({
    type: oneOf("function"),
    function: record({
      name: oneOf("search"),
      arguments: oneOf("{}", '{"q": 1}', "", "{", '{"id":12345678901234567890}', '{"__proto__":1}', "null")
    })
  }),
  record({ type: oneOf("custom"), custom: record({ name: oneOf("shell"), input: text }) })
)

const turn = fc
  .tuple(
    record(
      {},
      { content: fc.oneof(text, oneOf(null), fc.array(textPart, { minLength: 1, maxLength: 2 })), name: oneOf("bot") }
    ),
    fc.array(called, { minLength: 1, maxLength: 3 }),
    fc.boolean()
  )
  .map(([message, calls, reversed]) => (seed: number) => {
    const tool_calls = calls.map((call, index) => ({ ...call, id: `call_${seed}_${index}` }))
    const results = tool_calls.map(({ id }, index) => ({
      role: "tool",
      tool_call_id: id,
      content: index % 2 === 0 ? "ok" : [{ type: "text", text: "ok" }]
    }))
    return [{ role: "assistant", ...message, tool_calls }, ...(reversed ? results.reverse() : results)]
  })

const plain = fc.oneof(
  record(
    { role: oneOf("user"), content: fc.oneof(text, fc.array(content, { minLength: 1, maxLength: 3 })) },
    { name: oneOf("al", "two words") }
  ),
  record({
    role: oneOf("system", "developer"),
    content: fc.oneof(text, fc.array(textPart, { minLength: 1, maxLength: 2 }))
  }),
  record({ role: oneOf("assistant"), content: text }, { refusal: oneOf("no", null), audio: oneOf({ id: "a" }, null) })
)

/** The suite of Chat Completions. */
export const suite: Suite = {
  definition: Chat.definition,
  documents: Turns.documents(plain, turn),
  judge: (document) => {
    assert.ok(validate(document), JSON.stringify(validate.errors?.at(-1)))
    assert.deepEqual(ChatRules.faults(document), [])
  }
}

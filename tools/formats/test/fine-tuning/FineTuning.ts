/** The types of `openai` and the rules of its fine-tuning as a judge, and the messages of examples as other programs write them. */
import type { Json } from "@org/messages-core"
import { Envelope, FineTuning, FineTuningRules } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"
import * as Turns from "../turns.js"
import { validator } from "../typeSchema.js"

const { oneOf, record, text } = HostileJson

const validate = validator("openai/resources/chat/completions/completions.js", "ChatCompletionMessageParam")

/** The types of a request do not know which messages count, and the rules do. */
const request = ({ [Envelope.key]: _, weight: __, ...message }: Json.JsonObject) => message

const textPart = record({ type: oneOf("text"), text })

const image = record({
  type: oneOf("image_url"),
  image_url: oneOf<object>(
    { url: "https://e.com/a.png" },
    { url: "data:image/png;base64,aGk=", detail: "high" },
    { url: "data:image/webp;base64,aGk=" }
  )
})

const weight = { weight: oneOf(0, 1) }

const call = (id: string) => ({ id, type: "function", function: { name: "search", arguments: '{"q": 1}' } })

const turn = fc
  .tuple(record({ content: fc.oneof(text, oneOf(null)) }, weight), fc.integer({ min: 1, max: 2 }), fc.boolean())
  .map(([message, count, isLast]) => (seed: number) => {
    const tool_calls = [...Array(count).keys()].map((index) => call(`call_${seed}_${index}`))
    const results = tool_calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: "ok" }))
    const assistant = { role: "assistant", ...message, tool_calls }
    return isLast ? [assistant] : [assistant, ...results, { role: "assistant", content: "done" }]
  })

const plain = fc.oneof(
  record(
    {
      role: oneOf("user"),
      content: fc.oneof(text, fc.array(fc.oneof(textPart, image), { minLength: 1, maxLength: 3 }))
    },
    { name: oneOf("al") }
  ),
  record({ role: oneOf("system"), content: text }),
  record({ role: oneOf("assistant"), content: text }, weight)
)

/** The suite of fine-tuning. An example without messages is one that the converter refuses. */
export const suite: Suite = {
  definition: FineTuning.definition,
  documents: fc
    .tuple(Turns.documents(plain, turn), oneOf("learned", ""))
    .map(([messages, end]) => (end === "" ? messages : [...messages, { role: "assistant", content: end }])),
  judge: (document) => {
    if (document.length === 0) return
    assert.ok(validate(document.map(request)), JSON.stringify(validate.errors?.at(-1)))
    assert.deepEqual(FineTuningRules.faults(document), [])
  }
}

/** Anthropic's own types and the rules of its API as a judge, and messages as other programs write them. */
import { Anthropic, AnthropicRules } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"
import * as Turns from "../turns.js"
import { validator } from "../typeSchema.js"

const { object, oneOf, record } = HostileJson

const validate = validator("@anthropic-ai/sdk/resources/messages/messages.js", "MessageParam")

const cache = { cache_control: oneOf<object>({ type: "ephemeral" }, { type: "ephemeral", ttl: "1h" }) }

const text = record({ type: oneOf("text"), text: oneOf("a", "hello\nworld") }, cache)

const image = record(
  {
    type: oneOf("image"),
    source: oneOf<object>(
      { type: "base64", media_type: "image/png", data: "aGk=" },
      { type: "url", url: "https://e.com/a.png" },
      { type: "url", url: "x" }
    )
  },
  cache
)

const document = record(
  {
    type: oneOf("document"),
    source: oneOf<object>(
      { type: "base64", media_type: "application/pdf", data: "aGk=" },
      { type: "text", media_type: "text/plain", data: "hi" },
      { type: "url", url: "https://e.com/a.pdf" },
      { type: "content", content: "hi" }
    )
  },
  { ...cache, title: oneOf("t", null), context: oneOf("c", null), citations: oneOf({ enabled: true }) }
)

const thinking = oneOf<object>(
  { type: "thinking", thinking: "hm", signature: "s" },
  { type: "thinking", thinking: "", signature: "" },
  { type: "redacted_thinking", data: "eA==" }
)

const serverTool = oneOf<object>({ type: "server_tool_use", id: "st", name: "web_search", input: { query: "x" } })

const turn = fc
  .tuple(
    fc.array(thinking, { maxLength: 2 }),
    fc.array(fc.oneof(text, serverTool), { maxLength: 2 }),
    fc.array(record({ name: oneOf("search", "x-y"), input: object }, cache), { maxLength: 3 }),
    fc.array(fc.oneof(text, image), { maxLength: 2 }),
    fc.array(
      record(
        {},
        {
          content: fc.oneof(oneOf("ok", ""), fc.array(fc.oneof(text, image), { maxLength: 2 })),
          is_error: fc.boolean()
        }
      ),
      { minLength: 3, maxLength: 3 }
    ),
    fc.boolean()
  )
  .map(([thoughts, said, calls, more, results, reversed]) => (seed: number) => {
    const asked = calls.map((call, index) => ({ type: "tool_use", id: `toolu_${seed}_${index}`, ...call }))
    const answers = asked.map(({ id }, index) => ({ type: "tool_result", tool_use_id: id, ...results[index] }))
    const content = [...thoughts, ...(reversed ? [...said, ...asked] : [...asked, ...said])]
    return [
      ...(content.length > 0 ? [{ role: "assistant", content }] : []),
      ...(answers.length + more.length > 0
        ? [{ role: "user", content: [...(reversed ? [...answers].reverse() : answers), ...more] }]
        : [])
    ]
  })

const plain = fc.oneof(
  oneOf(
    { role: "user", content: "hi" },
    { role: "assistant", content: "hello" },
    { role: "system", content: "be good" }
  ),
  record({ role: oneOf("user"), content: fc.array(fc.oneof(text, image, document), { minLength: 1, maxLength: 3 }) })
)

/** The suite of Anthropic's messages. */
export const suite: Suite = {
  definition: Anthropic.definition,
  documents: Turns.documents(plain, turn),
  judge: (document) => {
    assert.ok(validate(document), JSON.stringify(validate.errors?.at(-1)))
    assert.deepEqual(AnthropicRules.faults(document), [])
  }
}

/** OpenAI's own types and the rules of the Responses API as a judge, and items as other programs write them. */
import { Responses, ResponsesRules } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"
import * as Turns from "../turns.js"
import { validator } from "../typeSchema.js"

const { oneOf, record, text } = HostileJson

const validate = validator("openai/resources/responses/responses.js", "ResponseInputItem")

const input = fc.oneof(
  record({ type: oneOf("input_text"), text }),
  oneOf<object>(
    { type: "input_image", detail: "auto", image_url: "https://e.com/a.png" },
    { type: "input_image", detail: "high", image_url: "data:image/png;base64,aGk=" },
    { type: "input_image", detail: "low", file_id: "f1" },
    { type: "input_file", file_id: "f1" },
    { type: "input_file", file_data: "data:application/pdf;base64,aGk=", filename: "a.pdf" },
    { type: "input_file", file_url: "https://e.com/a.pdf" }
  )
)

const said = fc.oneof(
  record(
    {
      type: oneOf("message"),
      role: oneOf("assistant"),
      id: oneOf("msg_1", "msg_2"),
      status: oneOf("completed", "incomplete"),
      content: fc.array(
        fc.oneof(
          record({
            type: oneOf("output_text"),
            text,
            annotations: oneOf<ReadonlyArray<object>>(
              [],
              [{ type: "url_citation", url: "u", title: "t", start_index: 0, end_index: 1 }]
            )
          }),
          record({ type: oneOf("refusal"), refusal: text })
        ),
        { maxLength: 2 }
      )
    },
    { phase: oneOf("commentary", "final_answer", null) }
  ),
  record({ role: oneOf("assistant"), content: text }, { type: oneOf("message") })
)

const others = oneOf<object>(
  { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "q" } },
  { type: "item_reference", id: "msg_9" }
)

const turn = fc
  .tuple(
    fc.array(
      record(
        { summary: oneOf<ReadonlyArray<object>>([], [{ type: "summary_text", text: "s" }]) },
        { encrypted_content: oneOf("eA==", null) }
      ),
      { maxLength: 1 }
    ),
    fc.array(said, { maxLength: 1 }),
    fc.array(
      record(
        { name: oneOf("search"), arguments: oneOf("{}", '{"q": 1}', "", "{") },
        { status: oneOf("completed"), id: oneOf("fc_1") }
      ),
      {
        minLength: 1,
        maxLength: 2
      }
    ),
    fc.oneof(text, fc.array(input, { maxLength: 2 }))
  )
  .map(([thoughts, messages, calls, output]) => (seed: number) => [
    ...thoughts.map((thought) => ({ type: "reasoning", id: `rs_${seed}`, ...thought })),
    ...messages,
    ...calls.map((call, index) => ({ type: "function_call", call_id: `call_${seed}_${index}`, ...call })),
    ...calls.map((_, index) => ({ type: "function_call_output", call_id: `call_${seed}_${index}`, output }))
  ])

const plain = fc.oneof(
  said,
  others,
  record(
    { role: oneOf("user", "system", "developer"), content: fc.oneof(text, fc.array(input, { maxLength: 3 })) },
    { type: oneOf("message") }
  )
)

/** The suite of the Responses API. */
export const suite: Suite = {
  definition: Responses.definition,
  documents: Turns.documents(plain, turn),
  judge: (document) => {
    assert.ok(validate(document), JSON.stringify(validate.errors?.at(-1)))
    assert.deepEqual(ResponsesRules.faults(document), [])
  }
}

/** The AI SDK's own schema of model messages as a judge, and model messages as other programs write them. */
import { AiSdkModel } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import { type Sdk, version6 } from "../ai-sdk/Sdk.js"
import { type Suite, unchanged } from "../suite.js"

const { json, oneOf, record, text } = HostileJson

const options = { providerOptions: oneOf<object>({ anthropic: { signature: "s" } }, { openai: { itemId: "i" } }, {}) }

/** The options of messages; those that look like a slot are another program's. */
const optionsOrSlot = {
  providerOptions: fc.oneof(
    options.providerOptions,
    fc
      .oneof(oneOf<object>({ of: "zz" }, { json: "{" }, { json: '{"of":"zz"}' }, { json: {} }), HostileJson.object)
      .map((slot) => ({ "messages/residue": slot }))
  )
}

const textPart = record({ type: oneOf("text"), text }, options)
const file = record(
  { type: oneOf("file"), data: oneOf("aGk=", "https://e.com/a.png", "x y"), mediaType: oneOf("image/png", "") },
  { ...options, filename: text }
)
const call = record(
  { type: oneOf("tool-call"), toolCallId: oneOf("c1", ""), toolName: text, input: json },
  { ...options, providerExecuted: fc.boolean() }
)
const output = fc.oneof(
  record({ type: oneOf("text", "error-text"), value: text }),
  record({ type: oneOf("json", "error-json"), value: json }),
  record({ type: oneOf("execution-denied") }, { reason: text }),
  record({
    type: oneOf("content"),
    value: fc.array(
      fc.oneof(
        textPart,
        oneOf<object>(
          { type: "file-data", data: "aGk=", mediaType: "image/png" },
          { type: "file-url", url: "u" },
          { type: "file-id", fileId: "f" }
        )
      ),
      { maxLength: 2 }
    )
  })
)
const result = record({ type: oneOf("tool-result"), toolCallId: oneOf("c1"), toolName: text, output }, options)
const image = record(
  { type: oneOf("image"), image: oneOf("https://e.com/a.png", "aGk=") },
  { mediaType: oneOf("image/png") }
)

const contents = (...parts: ReadonlyArray<fc.Arbitrary<unknown>>) => fc.array(fc.oneof(...parts), { maxLength: 3 })

const message = fc.oneof(
  record({ role: oneOf("system"), content: text }, optionsOrSlot),
  record({ role: oneOf("user"), content: fc.oneof(text, contents(textPart, file, image)) }, optionsOrSlot),
  record(
    {
      role: oneOf("assistant"),
      content: fc.oneof(
        text,
        contents(textPart, file, record({ type: oneOf("reasoning"), text }, options), call, result)
      )
    },
    optionsOrSlot
  ),
  record(
    {
      role: oneOf("tool"),
      content: contents(result, oneOf<object>({ type: "tool-approval-response", approvalId: "a", approved: true }))
    },
    optionsOrSlot
  )
)

const documents = fc.array(message, { maxLength: 4 }).map((messages) => JSON.parse(JSON.stringify(messages)))

/** Accepts model messages that a version of the AI SDK accepts and leaves unchanged. */
export const judgeOf =
  ({ modelMessageSchema }: Sdk): Suite["judge"] =>
  (document) => {
    const copy: unknown = JSON.parse(JSON.stringify(document))
    unchanged(modelMessageSchema.array().parse(copy), document)
  }

/** The suite of the AI SDK's model messages. */
export const suite: Suite = { definition: AiSdkModel.definition, documents, judge: judgeOf(version6) }

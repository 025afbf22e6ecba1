/** The AI SDK's own validator as a judge, and UI messages as other programs write them. */
import { HostileJson } from "@org/messages-formats-laws"
import { AiSdk } from "@org/messages-formats"
import type { UIMessage } from "ai"
import * as fc from "effect/FastCheck"
import type { Suite } from "../suite.js"
import { unchanged } from "../suite.js"
import { type Sdk, version6 } from "./Sdk.js"

const { json, oneOf, record, text } = HostileJson

const metadata = oneOf<object>(
  { anthropic: { signature: "s" } },
  { openai: { itemId: "i" } },
  { messages: { x: 1 } },
  {}
)

const tool = (fields: Parameters<typeof record>[0], more: Parameters<typeof record>[0] = {}) =>
  record(
    {
      type: oneOf("dynamic-tool", "tool-search", "tool-"),
      toolName: oneOf("n"),
      toolCallId: oneOf("c1", "c2", ""),
      ...fields
    },
    { providerExecuted: oneOf(true, false), callProviderMetadata: metadata, ...more }
  ).map(({ toolName, ...part }) => (part["type"] === "dynamic-tool" ? { ...part, toolName } : part))

const part = fc.oneof(
  record({ type: oneOf("text"), text }, { state: oneOf("done", "streaming"), providerMetadata: metadata }),
  record({ type: oneOf("reasoning"), text }, { providerMetadata: metadata }),
  record({ type: oneOf("source-url"), sourceId: text, url: text }, { title: text, providerMetadata: metadata }),
  record({ type: oneOf("source-document"), sourceId: text, mediaType: text, title: text }, { filename: text }),
  record(
    {
      type: oneOf("file"),
      mediaType: oneOf("image/png", ""),
      url: oneOf("https://e.com", "data:image/png;base64,aGk=", "", "x")
    },
    { filename: text }
  ),
  oneOf({ type: "step-start" }),
  record(
    {
      type: oneOf("data-x", "data-", "data-messages"),
      data: fc.oneof(json, oneOf<object>({ type: "text", text: "x" }, { type: "tool-result", callId: "c1", output: 1 }))
    },
    { id: text }
  ),
  tool({ state: oneOf("input-streaming") }, { input: json }),
  tool({ state: oneOf("input-available"), input: json }),
  tool({ state: oneOf("output-available"), input: json, output: json }, { preliminary: oneOf(true, false) }),
  tool({ state: oneOf("output-error"), errorText: text }, { input: json, rawInput: json }),
  tool({ state: oneOf("output-denied"), input: json, approval: oneOf({ id: "a", approved: false }) }),
  tool({ state: oneOf("approval-requested"), input: json, approval: oneOf({ id: "a" }) }),
  tool({ state: oneOf("approval-responded"), input: json, approval: oneOf({ id: "a", approved: true, reason: "r" }) })
)

const message = record(
  {
    id: oneOf("1", ""),
    role: oneOf("user", "assistant", "assistant", "system"),
    parts: fc.array(part, { minLength: 1, maxLength: 4 })
  },
  {
    metadata: fc.oneof(
      json,
      oneOf<object>({ "messages/residue": 5 }, { "messages/residue": { residue: { present: { role: 7 } } } })
    )
  }
)

const documents = fc
  .array(message, { minLength: 1, maxLength: 4 })
  .map((messages) => JSON.parse(JSON.stringify(messages)))

/** Accepts UI messages that a version of the AI SDK accepts and leaves unchanged. */
export const judgeOf =
  ({ safeValidateUIMessages }: Sdk): Suite["judge"] =>
  async (document) => {
    const copy: unknown = JSON.parse(JSON.stringify(document))
    const result = await safeValidateUIMessages<UIMessage>({ messages: copy })
    if (!result.success) throw result.error
    unchanged(result.data, document)
  }

/** The suite of the AI SDK. */
export const suite: Suite = { definition: AiSdk.definition, documents, judge: judgeOf(version6) }

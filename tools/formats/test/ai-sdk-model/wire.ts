/** What a version of the AI SDK and its own providers put on the wire for the export of `ai-sdk-model`: requests that the APIs accept. */
import { describe, it } from "@effect/vitest"
import { Json, type Message } from "@org/messages-core"
import {
  AiSdkModel,
  Anthropic,
  AnthropicRules,
  Chat,
  ChatRules,
  type Definition,
  Export,
  Import,
  Responses,
  ResponsesRules
} from "@org/messages-formats"
import { HostileMessages } from "@org/messages-formats-laws"
import type { LanguageModel, ModelMessage } from "ai"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Sdk } from "../ai-sdk/Sdk.js"

type Model = (fetch: typeof globalThis.fetch) => LanguageModel

const anthropic =
  ({ createAnthropic }: Sdk): Model =>
  (fetch) =>
    createAnthropic({ apiKey: "none", fetch })("claude-test")
const chat =
  ({ createOpenAI }: Sdk): Model =>
  (fetch) =>
    createOpenAI({ apiKey: "none", fetch }).chat("gpt-test")
const responses =
  ({ createOpenAI }: Sdk): Model =>
  (fetch) =>
    createOpenAI({ apiKey: "none", fetch }).responses("gpt-test")

/** The body of the request for messages. The response is an error, as only the request matters. */
const sentBy =
  ({ generateText }: Sdk) =>
  async (model: Model, messages: ReadonlyArray<ModelMessage>): Promise<Json.JsonObject> => {
    const bodies: Array<unknown> = []
    const fetch: typeof globalThis.fetch = (_, init) => {
      bodies.push(JSON.parse(String(init?.body)))
      return Promise.resolve(new Response('{"error":{"message":"no"}}', { status: 400 }))
    }
    const problem = await generateText({
      model: model(fetch),
      messages: [...messages],
      maxRetries: 0,
      allowSystemInMessages: true
    }).then(
      () => undefined,
      (error: unknown) => error
    )
    const [body] = bodies
    if (!Json.isJson(body) || !Json.isObject(body)) throw new Error("nothing was sent", { cause: problem })
    return body
  }

const listOf = (body: Json.JsonObject, key: string): Definition.Run => {
  const list = body[key]
  return Json.isArray(list) ? list.filter(Json.isObject) : []
}

const exported = (messages: Definition.Messages, keep: Export.Keep = "none") =>
  Either.getOrThrow(AiSdkModel.export(messages, { keep })).value

const conversation: ReadonlyArray<Message.Message> = [
  { version: 1, role: "system", parts: [{ type: "text", text: "Be brief." }] },
  {
    version: 1,
    role: "user",
    parts: [
      { type: "text", text: "What is the weather here?" },
      { type: "file", mediaType: "image/png", data: "aGk=" }
    ]
  },
  {
    version: 1,
    role: "assistant",
    parts: [
      { type: "reasoning", text: "A map of Oslo.", signature: "c2ln", signedBy: "anthropic" },
      { type: "text", text: "Let me look." },
      { type: "tool-call", callId: "call_1", name: "weather", input: { city: "Oslo" } }
    ]
  },
  { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "call_1", output: { celsius: 21 } }] },
  { version: 1, role: "assistant", parts: [{ type: "text", text: "21 degrees." }] },
  { version: 1, role: "user", parts: [{ type: "text", text: "Thanks" }] }
]

/** The tests of what the AI SDK sends. */
export const wire = (sdk: Sdk): unknown =>
  describe("what the AI SDK sends", () => {
    const sent = sentBy(sdk)

    it("to Anthropic is the conversation, with its signature", async () => {
      const body = await sent(anthropic(sdk), exported(conversation))
      assert.deepEqual(body["system"], [{ type: "text", text: "Be brief." }])
      assert.deepEqual(body["messages"], [
        {
          role: "user",
          content: [
            { type: "text", text: "What is the weather here?" },
            { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } }
          ]
        },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "A map of Oslo.", signature: "c2ln" },
            { type: "text", text: "Let me look." },
            { type: "tool_use", id: "call_1", name: "weather", input: { city: "Oslo" } }
          ]
        },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "call_1", content: '{"celsius":21}' }] },
        { role: "assistant", content: [{ type: "text", text: "21 degrees." }] },
        { role: "user", content: [{ type: "text", text: "Thanks" }] }
      ])
    })

    it("to Chat Completions is the conversation without its reasoning", async () => {
      const body = await sent(chat(sdk), exported(conversation))
      assert.deepEqual(body["messages"], [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is the weather here?" },
            { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } }
          ]
        },
        {
          role: "assistant",
          content: "Let me look.",
          tool_calls: [{ id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Oslo"}' } }]
        },
        { role: "tool", tool_call_id: "call_1", content: '{"celsius":21}' },
        { role: "assistant", content: "21 degrees." },
        { role: "user", content: "Thanks" }
      ])
    })

    for (const [name, model] of [
      ["Anthropic", anthropic],
      ["Chat Completions", chat],
      ["the Responses API", responses]
    ] as const)
      it(`to ${name} has nothing of the slots`, async () => {
        const embedded = exported(conversation, "embed")
        assert.ok(embedded.every((message) => JSON.stringify(message.providerOptions).includes("messages/residue")))
        assert.deepEqual(await sent(model(sdk), embedded), await sent(model(sdk), exported(conversation)))
      })

    /** What may be sent again of a conversation: the conversation exported to another of our formats and imported again. That format leaves out the rest. */
    const replayable = (definition: Definition.Definition, messages: Definition.Messages): Definition.Messages => {
      const { value } = Either.getOrThrow(Export.of(definition, messages, { keep: "none" }))
      return Either.getOrThrow(Import.of(definition, value)).messages
    }

    for (const [name, model, { definition }, faults, key] of [
      ["Anthropic", anthropic, Anthropic, AnthropicRules.faults, "messages"],
      ["Chat Completions", chat, Chat, ChatRules.faults, "messages"],
      ["the Responses API", responses, Responses, ResponsesRules.faults, "input"]
    ] as const)
      it(`to ${name} follows the rules of the API, whatever the conversation`, async () => {
        let checked = 0
        await fc.assert(
          fc.asyncProperty(HostileMessages.conversation, async (messages) => {
            const clean = exported(replayable(definition, messages))
            if (clean.length === 0) return
            const list = listOf(await sent(model(sdk), clean), key)
            assert.deepEqual(faults(list), [])
            checked++
          }),
          { numRuns: 100 }
        )
        assert.ok(checked > 50, `${checked} requests`)
      })
  })

/** What may be sent again, in cases that hostile conversations seldom meet. */
import { describe, it } from "@effect/vitest"
import { Json, type Message, type Part } from "@org/messages-core"
import { AnthropicRules, ChatRules, DocumentText, Formats, ResponsesRules } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"

const call: Part.Part = { type: "tool-call", callId: "c1", name: "search", input: {} }
const result: Part.Part = { type: "tool-result", callId: "c1", output: "ok" }

const assistant = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "assistant", parts })

const rules = { anthropic: AnthropicRules, chat: ChatRules, responses: ResponsesRules }

describe("what may be sent again", () => {
  for (const [format, { faults }] of Object.entries(rules)) {
    const documentOf = (...messages: ReadonlyArray<Message.Message>) => {
      const { value } = Either.getOrThrow(Formats.export(format, messages, { keep: "none" }))
      assert.ok(Array.isArray(value))
      return value
    }

    it(`has results after their calls as ${format}`, () => {
      const document = documentOf(assistant(result, call))
      assert.deepEqual(faults(document), [])
      assert.deepEqual(document, documentOf(assistant(call, result)))
    })

    it(`leaves out calls and results that lack each other as ${format}`, () => {
      const text: Part.Part = { type: "text", text: "hi" }
      const later: Message.Message = { version: 1, role: "tool", parts: [result] }
      const between: Message.Message = { version: 1, role: "user", parts: [text] }
      const document = documentOf(assistant(text, call), between, later)
      assert.deepEqual(faults(document), [])
      assert.deepEqual(document, documentOf(assistant(text), between))
    })

    it(`gives the same report whether a message object is used twice or copied, as ${format}`, () => {
      const callId = "x".repeat(70)
      const twice = assistant({ ...call, callId }, { ...result, callId })
      const reportOf = (...messages: ReadonlyArray<Message.Message>) =>
        Either.getOrThrow(Formats.export(format, messages, { keep: "none" })).report
      assert.deepEqual(reportOf(twice, twice), reportOf(twice, structuredClone(twice)))
    })
  }
})

describe("what an API refuses", () => {
  const text: Part.Part = { type: "text", text: "hi" }
  const image: Part.Part = { type: "file", mediaType: "image/png", data: "aGk=" }
  const user = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "user", parts })
  const valueOf = (format: string, ...messages: ReadonlyArray<Message.Message>): ReadonlyArray<Json.JsonObject> => {
    const { value } = Either.getOrThrow(Formats.export(format, messages, { keep: "none" }))
    return Either.getOrThrow(DocumentText.of(value)).elements.flatMap((element) =>
      Json.isJson(element) && Json.isObject(element) ? [element] : []
    )
  }

  it("is content before the results of a message of the user, in anthropic", () => {
    const document = valueOf("anthropic", assistant(call), user(text, result))
    assert.deepEqual(document.at(-1), {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "c1", content: "ok" },
        { type: "text", text: "hi" }
      ]
    })
    assert.notDeepEqual(
      AnthropicRules.faults([{ role: "user", content: [text, { type: "tool_result", tool_use_id: "c1" }] }]),
      []
    )
  })

  for (const [format, length] of [
    ["chat", 40],
    ["responses", 64]
  ] as const)
    it(`is a call id of more than ${length} characters, in ${format}`, () => {
      const ids = (count: number) => {
        const callId = "x".repeat(count)
        const document = JSON.stringify(valueOf(format, assistant({ ...call, callId }), user({ ...result, callId })))
        return document.split(callId).length - 1
      }
      assert.deepEqual([ids(length), ids(length + 1)], [2, 0])
    })

  it("is reasoning that led to nothing, in responses", () => {
    const reasoning: Part.Part = { type: "reasoning", id: "rs_1", encrypted: "ZW5j", signedBy: "openai" }
    const types = (...parts: ReadonlyArray<Part.Part>) =>
      valueOf("responses", assistant(...parts)).map(({ type }) => type)
    assert.deepEqual(types(reasoning, text), ["reasoning", "message"])
    assert.deepEqual(types(text, reasoning), ["message"])
    assert.deepEqual(types(reasoning), [])
  })

  it("is reasoning that another provider encrypted, in responses", () => {
    for (const signedBy of ["anthropic", undefined] as const) {
      const reasoning: Part.Part = { type: "reasoning", encrypted: "ZW5j", ...(signedBy && { signedBy }) }
      assert.deepEqual(valueOf("responses", assistant(reasoning, text)), valueOf("responses", assistant(text)))
    }
  })

  it("is a file of an assistant, in responses, chat and anthropic", () => {
    for (const format of ["responses", "chat", "anthropic"]) {
      assert.deepEqual(valueOf(format, assistant(text, image)), valueOf(format, assistant(text)))
      assert.match(JSON.stringify(valueOf(format, user(text, image))), /aGk=/)
    }
  })

  it("is a file whose URL cannot be parsed: ai-sdk keeps it in a part that is not sent to models", () => {
    const file: Part.Part = { type: "file", mediaType: "image/png", url: "not a url" }
    const types = (part: Part.Part) => valueOf("ai-sdk", user(part)).map(({ parts }) => parts)
    assert.deepEqual(types(file), [[{ type: "data-messages", data: file }]])
    const url = "https://e.com/a.png"
    assert.deepEqual(types({ ...file, url }), [[{ type: "file", mediaType: "image/png", url }]])
  })

  it("is a key that the AI SDK's reader loses in the output of a tool", () => {
    const output: Json.Json = JSON.parse('{"a":[{"__proto__":{"b":1},"c":2}],"__proto__":3}')
    for (const isError of [false, true]) {
      const [, answer] = valueOf("ai-sdk-model", assistant(call), {
        ...user({ ...result, output, isError }),
        role: "tool"
      })
      assert.match(JSON.stringify(answer), /"value":\{"a":\[\{"c":2\}\]\}/)
    }
  })
})

describe("the rules of the APIs", () => {
  const problems =
    (rules: (run: ReadonlyArray<Json.JsonObject>) => ReadonlyArray<{ path: string; problem: string }>) =>
    (...run: ReadonlyArray<Json.JsonObject>) =>
      rules(run).map(({ path, problem }) => `${path} ${problem}`)

  it("know a blank text inside a result, in anthropic", () => {
    const answered = (content: Json.Json) =>
      problems(AnthropicRules.faults)(
        { role: "assistant", content: [{ type: "tool_use", id: "a", name: "n", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "a", content }] }
      )
    assert.deepEqual(answered([{ type: "text", text: " " }]), ["/1/content/0 has a blank text"])
    assert.deepEqual(answered([{ type: "text", text: "ok" }]), [])
    assert.deepEqual(answered(""), [])
  })

  it("know the plain text of reasoning, in responses", () => {
    const reasoned = (more: Json.JsonObject) =>
      problems(ResponsesRules.faults)(
        { type: "reasoning", id: "rs_1", summary: [], ...more },
        { type: "message", role: "assistant", content: "hi" }
      )
    assert.deepEqual(reasoned({ content: [{ type: "reasoning_text", text: "hm" }] }), [
      "/0 has reasoning as plain text"
    ])
    assert.deepEqual(reasoned({ encrypted_content: "ZW5j" }), [])
  })

  it("know the name of an author, in chat", () => {
    const named = (name: string) => problems(ChatRules.faults)({ role: "user", content: "hi", name })
    assert.deepEqual(named("two words"), ["/0/name is refused"])
    assert.deepEqual(named("x".repeat(65)), ["/0/name is refused"])
    assert.deepEqual(named("Ada"), [])
  })
})

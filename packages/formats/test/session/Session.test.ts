/** Session files of local agents: what is read of each line, and what is no message. */
import { describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import { ClaudeCode, Codex, FactorySession, Formats } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"

const file = (...lines: ReadonlyArray<Json.JsonObject>): string => lines.map((line) => JSON.stringify(line)).join("\n")

describe("claude-code", () => {
  const user = {
    type: "user",
    uuid: "u1",
    parentUuid: null,
    sessionId: "s1",
    timestamp: "2026-01-15T10:30:00.000Z",
    cwd: "/work",
    message: { role: "user", content: "List the files." }
  }
  const call = {
    type: "assistant",
    uuid: "u2",
    parentUuid: "u1",
    sessionId: "s1",
    timestamp: "2026-01-15T10:30:01.000Z",
    isSidechain: false,
    message: {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "claude-x",
      content: [{ type: "tool_use", id: "toolu_1", name: "LS", input: { path: "." } }],
      stop_reason: "tool_use",
      usage: { input_tokens: 5, output_tokens: 7, cache_read_input_tokens: 3, service_tier: "standard" }
    }
  }
  const result = {
    type: "user",
    uuid: "u3",
    parentUuid: "u2",
    sessionId: "s1",
    timestamp: "2026-01-15T10:30:02.000Z",
    toolUseResult: { stdout: "src" },
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "src" }] }
  }
  const summary = { type: "summary", summary: "Files", leafUuid: "u3" }

  it("reads messages, and gives the other lines as they came", () => {
    const read = Either.getOrThrow(ClaudeCode.import(file(summary, user, call, result)))
    assert.deepEqual(read.others, [summary])
    assert.deepEqual(
      read.messages.map(({ residue, ...message }) => message),
      [
        {
          version: 1,
          format: "claude-code",
          id: "u1",
          conversation: { id: "s1" },
          role: "user",
          parts: [{ type: "text", text: "List the files." }],
          createdAt: "2026-01-15T10:30:00.000Z"
        },
        {
          version: 1,
          format: "claude-code",
          id: "u2",
          conversation: { id: "s1" },
          parentId: "u1",
          role: "assistant",
          parts: [{ type: "tool-call", callId: "toolu_1", name: "LS", input: { path: "." } }],
          createdAt: "2026-01-15T10:30:01.000Z",
          model: "claude-x",
          usage: { inputTokens: 5, outputTokens: 7, cachedInputTokens: 3 },
          finishReason: "tool_use"
        },
        {
          version: 1,
          format: "claude-code",
          id: "u3",
          conversation: { id: "s1" },
          parentId: "u2",
          role: "tool",
          parts: [{ type: "tool-result", callId: "toolu_1", output: "src" }],
          createdAt: "2026-01-15T10:30:02.000Z"
        }
      ]
    )
  })

  it("keeps what a message does not say of its line", () => {
    const { messages } = Either.getOrThrow(ClaudeCode.import(file(result)))
    assert.deepEqual(messages[0]?.residue, { present: { toolUseResult: { stdout: "src" } } })
  })

  it("says where a line is torn", () => {
    const read = Either.getOrThrow(ClaudeCode.import(`${file(user)}\n{"type":"assist`))
    assert.deepEqual([read.messages.length, read.ignored], [1, ["/1"]])
  })

  it("refuses a file without messages, and writes none", () => {
    assert.ok(Either.isLeft(ClaudeCode.import(file(summary))))
    assert.ok(Either.isLeft(ClaudeCode.import({})))
    assert.ok(Either.isLeft(Formats.export("claude-code", [])))
  })
})

describe("codex", () => {
  const line = (type: string, payload: Json.JsonObject, second: number) => ({
    timestamp: `2026-01-15T10:30:0${second}.000Z`,
    type,
    payload
  })
  const meta = line("session_meta", { id: "s1", cwd: "/work" }, 0)
  const context = line("turn_context", { model: "gpt-x" }, 1)
  const event = line("event_msg", { type: "user_message", message: "hi" }, 2)

  it("reads items of the Responses API, and no event", () => {
    const items = [
      line("response_item", { type: "message", role: "user", content: [{ type: "input_text", text: "hi" }] }, 2),
      line("response_item", { type: "function_call", call_id: "c1", name: "shell", arguments: '{"cmd":"ls"}' }, 3),
      line("response_item", { type: "function_call_output", call_id: "c1", output: "src" }, 4)
    ]
    const read = Either.getOrThrow(Codex.import(file(meta, context, event, ...items)))
    assert.deepEqual(read.others, [meta, context, event])
    const common = { version: 1, format: "responses", conversation: { id: "s1" } }
    assert.deepEqual(read.messages, [
      { ...common, role: "user", parts: [{ type: "text", text: "hi" }], createdAt: "2026-01-15T10:30:02.000Z" },
      {
        ...common,
        role: "assistant",
        parts: [{ type: "tool-call", callId: "c1", name: "shell", input: { cmd: "ls" } }],
        createdAt: "2026-01-15T10:30:03.000Z",
        model: "gpt-x"
      },
      {
        ...common,
        role: "tool",
        parts: [{ type: "tool-result", callId: "c1", output: "src" }],
        createdAt: "2026-01-15T10:30:04.000Z"
      }
    ])
  })
})

describe("factory-session", () => {
  it("gives Factory's own messages in the spelling of its API, with their refs", () => {
    const natives: Array<Json.JsonObject> = []
    const converter = FactorySession.of({
      toMessage: (native) => {
        natives.push(native)
        return { version: 1, format: "factory", id: String(native["id"]), role: "user", parts: [] }
      }
    })
    const start = { type: "session_start", id: "s1", cwd: "/work" }
    const state = { type: "todo_state", todos: [] }
    const message = {
      type: "message",
      id: "m1",
      timestamp: "2026-06-02T18:55:36.000Z",
      parentId: null,
      message: {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "LS_0", is_error: false, content: "src" },
          { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } },
          { type: "tool_use", id: "x", name: "n", input: { is_error: 1 } }
        ]
      }
    }
    const read = Either.getOrThrow(converter.import(file(start, message, state)))
    assert.deepEqual(read.others, [start, state])
    assert.deepEqual(natives, [
      {
        role: "user",
        id: "m1",
        parentId: null,
        content: [
          { type: "tool_result", toolUseId: "LS_0", isError: false, content: "src" },
          { type: "image", source: { type: "base64", mediaType: "image/png", data: "aGk=" } },
          { type: "tool_use", id: "x", name: "n", input: { is_error: 1 } }
        ]
      }
    ])
    assert.deepEqual(read.messages, [
      {
        version: 1,
        format: "factory",
        id: "m1",
        role: "user",
        parts: [],
        ref: "factory:s1/m1",
        conversation: { id: "s1" },
        createdAt: "2026-06-02T18:55:36.000Z"
      }
    ])
  })
})

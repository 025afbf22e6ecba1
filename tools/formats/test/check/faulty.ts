/** A document for every fault that a check finds, in every format that is read; or why the format cannot say it. */
import type { Formats } from "@org/messages-formats"
import { type Finding } from "@org/messages-formats"
import type { Json, Message, Part } from "@org/messages-core"
import * as Either from "effect/Either"
import { claudeCode, codex, factorySession } from "./sessions.js"

/** A document and where its fault is; or the reason why there is none. */
export type Cell = { readonly document: ReadonlyArray<unknown>; readonly path: string } | { readonly not: string }

/** A cell for every kind. */
export type Row = { readonly [K in Finding.Kind]: Cell }

export const png = "iVBORw0KGgoAAAANSUhEUg=="

const call = (callId: string, more: Partial<Part.ToolCall> = {}): Part.ToolCall => ({
  type: "tool-call",
  callId,
  name: "search",
  input: {},
  ...more
})
const result = (callId: string): Part.ToolResult => ({ type: "tool-result", callId, output: "ok" })
const text: Part.Part = { type: "text", text: "hi" }
const assistant = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "assistant", parts })
const user = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "user", parts })
const tool = (...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role: "tool", parts })

/** A conversation for each kind; formats that write conversations as they are give the documents. */
const conversations: { readonly [K in Finding.Kind]: ReadonlyArray<Message.Message> } = {
  "duplicate-call-id": [assistant(call("a")), tool(result("a")), assistant(call("a")), tool(result("a"))],
  "orphan-result": [user(text), tool(result("a"))],
  "unanswered-call": [assistant(call("a")), user(text)],
  "distant-result": [assistant(call("a")), user(text), tool(result("a"))],
  "half-surrogate": [user({ type: "text", text: "cut \ud83d" })],
  "broken-arguments": [assistant(call("a", { input: '{"cut' })), tool(result("a"))],
  "mislabelled-file": [user({ type: "file", mediaType: "image/jpeg", data: png })],
  "emptied-thinking": [assistant({ type: "reasoning", text: "", signature: "c2ln", signedBy: "anthropic" })]
}

/** A row: a text is where the fault is in what an export of the conversation gives. */
const row = (
  registry: Formats.Registry,
  format: string,
  cells: { readonly [K in Finding.Kind]: string | Cell }
): readonly [format: string, row: Row] => {
  const cell = (kind: Finding.Kind): Cell => {
    const one = cells[kind]
    if (typeof one !== "string") return one
    const { value } = Either.getOrThrow(registry.export(format, conversations[kind], { keep: "none" }))
    const document =
      typeof value === "string"
        ? value
            .trim()
            .split("\n")
            .map((line): unknown => JSON.parse(line))
        : value
    return { document: Array.isArray(document) ? document : [document], path: one }
  }
  return [
    format,
    {
      "duplicate-call-id": cell("duplicate-call-id"),
      "orphan-result": cell("orphan-result"),
      "unanswered-call": cell("unanswered-call"),
      "distant-result": cell("distant-result"),
      "half-surrogate": cell("half-surrogate"),
      "broken-arguments": cell("broken-arguments"),
      "mislabelled-file": cell("mislabelled-file"),
      "emptied-thinking": cell("emptied-thinking")
    }
  ]
}

const at = (path: string, ...document: ReadonlyArray<unknown>): Cell => ({ document, path })

const canonical = {
  "duplicate-call-id": "/2/parts/0",
  "orphan-result": "/1/parts/0",
  "unanswered-call": "/0/parts/0",
  "distant-result": "/2/parts/0",
  "half-surrogate": "/0/parts/0/text",
  "broken-arguments": "/0/parts/0",
  "mislabelled-file": "/0/parts/0",
  "emptied-thinking": "/0/parts/0"
}

const use = (id: string, input: unknown = {}) => ({ type: "tool_use", id, name: "search", input })
const answer = (id: string) => ({ role: "user", content: [{ type: "tool_result", tool_use_id: id, content: "ok" }] })
const by = (...content: ReadonlyArray<unknown>) => ({ role: "assistant", content })
const asks = (id: string, args = "{}") => ({
  role: "assistant",
  tool_calls: [{ id, type: "function", function: { name: "search", arguments: args } }]
})
const said = (id: string) => ({ role: "tool", tool_call_id: id, content: "ok" })
const calls = (id: string, args = "{}") => ({ type: "function_call", call_id: id, name: "search", arguments: args })
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "ok" })
const hi = { role: "user", content: "hi" }

const step = (source: string, more: Json.JsonObject = {}) => ({ source, message: "", ...more })
const steps = (...steps: ReadonlyArray<object>) => ({
  schema_version: "ATIF-v1.7",
  agent: { name: "a", version: "1" },
  steps: steps.map((one, index) => ({ step_id: index + 1, ...one }))
})
const entry = { tool_call_id: "a", function_name: "search", arguments: {} }
const observed = { observation: { results: [{ source_call_id: "a", content: "ok" }] } }

/** The rows of formats that hold what they are given, and of those whose exports leave out what an API refuses, which are written by hand. */
export const rows = (registry: Formats.Registry): ReadonlyMap<string, Row> =>
  new Map([
    row(registry, "canonical", canonical),
    row(registry, "ndjson", canonical),
    row(registry, "ai-sdk", {
      "duplicate-call-id": "/1/parts/0",
      "orphan-result": "/1/parts/0/data",
      "unanswered-call": "/0/parts/0",
      "distant-result": "/2/parts/0/data",
      "half-surrogate": "/0/parts/0/text",
      "broken-arguments": "/0/parts/0",
      "mislabelled-file": "/0/parts/0",
      "emptied-thinking": "/0/parts/0/providerMetadata/anthropic"
    }),
    row(registry, "ai-sdk-model", {
      "duplicate-call-id": "/2/content/0",
      "orphan-result": "/1/content/0",
      "unanswered-call": "/0/content/0",
      "distant-result": "/2/content/0",
      "half-surrogate": "/0/content/0/text",
      "broken-arguments": "/0/content/0",
      "mislabelled-file": "/0/content/0",
      "emptied-thinking": "/0/content/0/providerOptions/anthropic"
    }),
    row(registry, "anthropic", {
      "duplicate-call-id": at("/2/content/0", by(use("a")), answer("a"), by(use("a")), answer("a")),
      "orphan-result": at("/1/content/0", hi, answer("a")),
      "unanswered-call": at("/0/content/0", by(use("a")), hi),
      "distant-result": at("/2/content/0", by(use("a")), hi, answer("a")),
      "half-surrogate": at("/0/content", { role: "user", content: "cut \udc00" }),
      "broken-arguments": at("/0/content/0", by(use("a", '{"cut')), answer("a")),
      "mislabelled-file": at("/0/content/0/source", {
        role: "user",
        content: [{ type: "image", source: { type: "base64", media_type: "image/jpeg", data: png } }]
      }),
      "emptied-thinking": at("/0/content/0", by({ type: "thinking", thinking: "", signature: "c2ln" }))
    }),
    row(registry, "chat", {
      "duplicate-call-id": at("/2/tool_calls/0", asks("a"), said("a"), asks("a"), said("a")),
      "orphan-result": at("/1", hi, said("a")),
      "unanswered-call": at("/0/tool_calls/0", asks("a"), hi),
      "distant-result": at("/2", asks("a"), hi, said("a")),
      "half-surrogate": at("/0/content", { role: "user", content: "cut \ud83d" }),
      "broken-arguments": at("/0/tool_calls/0", asks("a", '{"cut'), said("a")),
      "mislabelled-file": at("/0/content/0/image_url", {
        role: "user",
        content: [{ type: "image_url", image_url: { url: `data:image/gif;base64,${png}` } }]
      }),
      "emptied-thinking": { not: "has no thinking that is signed" }
    }),
    row(registry, "responses", {
      "duplicate-call-id": at("/2", calls("a"), output("a"), calls("a"), output("a")),
      "orphan-result": at("/1", hi, output("a")),
      "unanswered-call": at("/0", calls("a"), hi),
      "distant-result": at("/2", calls("a"), hi, output("a")),
      "half-surrogate": at("/0/arguments", calls("a", '{"a":"\ud83d"}'), output("a")),
      "broken-arguments": at("/0", calls("a", '{"cut'), output("a")),
      "mislabelled-file": at("/0/content/0", {
        role: "user",
        content: [{ type: "input_image", image_url: `data:image/webp;base64,${png}` }]
      }),
      "emptied-thinking": { not: "has encrypted reasoning, which needs no text, and no signatures" }
    }),
    row(registry, "otel", {
      ...canonical,
      "half-surrogate": "/0/parts/0/content",
      "emptied-thinking": { not: "has no signatures" }
    }),
    row(registry, "langchain", {
      "duplicate-call-id": "/2/data/tool_calls/0",
      "orphan-result": "/1/data",
      "unanswered-call": "/0/data/tool_calls/0",
      "distant-result": "/2/data",
      "half-surrogate": "/0/data/content",
      "broken-arguments": at(
        "/0/data/invalid_tool_calls/0",
        {
          type: "ai",
          data: {
            content: "",
            invalid_tool_calls: [{ type: "invalid_tool_call", id: "a", name: "search", args: '{"cut' }]
          }
        },
        { type: "tool", data: { content: "ok", tool_call_id: "a" } }
      ),
      "mislabelled-file": "/0/data/content/0",
      "emptied-thinking": "/0/data/content/0"
    }),
    row(registry, "ag-ui", {
      "duplicate-call-id": "/2/toolCalls/0",
      "orphan-result": "/1",
      "unanswered-call": "/0/toolCalls/0",
      "distant-result": "/2",
      "half-surrogate": "/0/content",
      "broken-arguments": "/0/toolCalls/0",
      "mislabelled-file": "/0/content/0/source",
      "emptied-thinking": "/0"
    }),
    row(registry, "effect", {
      "duplicate-call-id": "/0/content/2/content/0",
      "orphan-result": "/0/content/1/content/0",
      "unanswered-call": "/0/content/0/content/0",
      "distant-result": "/0/content/2/content/0",
      "half-surrogate": "/0/content/0/content",
      "broken-arguments": "/0/content/0/content/0",
      "mislabelled-file": "/0/content/0/content/0",
      "emptied-thinking": "/0/content/0/content/0/options/anthropic"
    }),
    row(registry, "atif", {
      "duplicate-call-id": "/0/steps/1/tool_calls/0",
      "orphan-result": at("/0/steps/0/observation/results/0", steps(step("system", observed))),
      "unanswered-call": "/0/steps/0/tool_calls/0",
      "distant-result": at(
        "/0/steps/2/observation/results/0",
        steps(step("agent", { tool_calls: [entry] }), step("user", { message: "hi" }), step("system", observed))
      ),
      "half-surrogate": "/0/steps/0/message",
      "broken-arguments": at(
        "/0/steps/0/tool_calls/0",
        steps(step("agent", { tool_calls: [{ ...entry, arguments: '{"cut' }], ...observed }))
      ),
      "mislabelled-file": "/0/steps/0/message/0/source",
      "emptied-thinking": { not: "has no signatures" }
    }),
    row(registry, "factory", {
      "duplicate-call-id": "/2/content/0",
      "orphan-result": "/1/content/0",
      "unanswered-call": "/0/content/0",
      "distant-result": "/2/content/0",
      "half-surrogate": "/0/content/0/text",
      "broken-arguments": at("/0/content/0", by(use("a", '{"cut')), {
        role: "user",
        content: [{ type: "tool_result", toolUseId: "a", content: "ok" }]
      }),
      "mislabelled-file": "/0/content/0/source",
      "emptied-thinking": "/0/content/0"
    }),
    row(registry, "mielto", {
      "duplicate-call-id": at("/2/tool_calls/0", asks("a"), { role: "tool", content: "ok" }, asks("a"), {
        role: "tool",
        content: "ok"
      }),
      "orphan-result": { not: "has results that name no call" },
      "unanswered-call": "/0/tool_calls/0",
      "distant-result": { not: "has results that name no call" },
      "half-surrogate": "/0/content",
      "broken-arguments": at("/0/tool_calls/0", asks("a", '{"cut'), { role: "tool", content: "ok" }),
      "mislabelled-file": "/0/attachments/0",
      "emptied-thinking": { not: "has no thinking" }
    }),
    row(registry, "honcho", {
      "duplicate-call-id": { not: "has no calls" },
      "orphan-result": { not: "has no results" },
      "unanswered-call": { not: "has no calls" },
      "distant-result": { not: "has no results" },
      "half-surrogate": "/0/content",
      "broken-arguments": { not: "has no calls" },
      "mislabelled-file": { not: "has no files" },
      "emptied-thinking": { not: "has no thinking" }
    }),
    row(registry, "veryfront", {
      ...canonical,
      "broken-arguments": at(
        "/0/parts/0",
        { role: "assistant", parts: [{ type: "tool_call", id: "a", name: "search", input: '{"cut' }] },
        { role: "tool", parts: [{ type: "tool_result", tool_call_id: "a", output: "ok" }] }
      )
    }),
    ["claude-code", claudeCode],
    ["codex", codex],
    ["factory-session", factorySession]
  ])

/** Session files of local agents with one fault each; or why a file cannot have it. */
import type { Json } from "@org/messages-core"
import type { Row } from "./faulty.js"

const png = "iVBORw0KGgoAAAANSUhEUg=="

const at = (path: string, ...document: ReadonlyArray<unknown>) => ({ document, path })

const use = (id: string, input: unknown = {}) => ({ type: "tool_use", id, name: "search", input })
const image = { type: "image", source: { type: "base64", media_type: "image/jpeg", data: png } }
const thinking = { type: "thinking", thinking: "", signature: "c2ln" }
const answer = (id: string) => ({ type: "tool_result", tool_use_id: id, content: "ok" })
const hi = { type: "text", text: "hi" }
const cut = { type: "text", text: "cut \ud83d" }

/** The faults of files whose lines are of one shape, each with a list of blocks, where the first line is the one at 1. */
const ofLines = (first: Json.JsonObject, line: (role: string, ...content: ReadonlyArray<object>) => object): Row => {
  const by = (...content: ReadonlyArray<object>) => line("assistant", ...content)
  const user = (...content: ReadonlyArray<object>) => line("user", ...content)
  return {
    "duplicate-call-id": at(
      "/3/message/content/0",
      first,
      by(use("a")),
      user(answer("a")),
      by(use("a")),
      user(answer("a"))
    ),
    "orphan-result": at("/2/message/content/0", first, user(hi), user(answer("a"))),
    "unanswered-call": at("/1/message/content/0", first, by(use("a")), user(hi)),
    "distant-result": at("/3/message/content/0", first, by(use("a")), user(hi), user(answer("a"))),
    "half-surrogate": at("/1/message/content/0/text", first, user(cut)),
    "broken-arguments": at("/1/message/content/0", first, by(use("a", '{"cut')), user(answer("a"))),
    "mislabelled-file": at("/1/message/content/0/source", first, user(image)),
    "emptied-thinking": at("/1/message/content/0", first, by(thinking))
  }
}

/** Claude Code's. */
export const claudeCode = ofLines({ type: "summary", summary: "Files", leafUuid: "u" }, (role, ...content) => ({
  type: role,
  sessionId: "s",
  message: { role, content }
}))

/** Factory's. */
export const factorySession = ofLines({ type: "session_start", id: "s" }, (role, ...content) => ({
  type: "message",
  id: "m",
  message: { role, content }
}))

const item = (payload: object) => ({ type: "response_item", payload })
const calls = (id: string, args = "{}") => item({ type: "function_call", call_id: id, name: "search", arguments: args })
const output = (id: string) => item({ type: "function_call_output", call_id: id, output: "ok" })
const says = (content: object) => item({ type: "message", role: "user", content: [content] })
const meta = { type: "session_meta", payload: { id: "s" } }

/** Codex's. */
export const codex: Row = {
  "duplicate-call-id": at("/3/payload", meta, calls("a"), output("a"), calls("a"), output("a")),
  "orphan-result": at("/2/payload", meta, says({ type: "input_text", text: "hi" }), output("a")),
  "unanswered-call": at("/1/payload", meta, calls("a"), says({ type: "input_text", text: "hi" })),
  "distant-result": at("/3/payload", meta, calls("a"), says({ type: "input_text", text: "hi" }), output("a")),
  "half-surrogate": at("/1/payload/content/0/text", meta, says({ type: "input_text", text: "cut \ud83d" })),
  "broken-arguments": at("/1/payload", meta, calls("a", '{"cut'), output("a")),
  "mislabelled-file": at(
    "/1/payload/content/0",
    meta,
    says({ type: "input_image", image_url: `data:image/webp;base64,${png}` })
  ),
  "emptied-thinking": { not: "has encrypted reasoning, which needs no text, and no signatures" }
}

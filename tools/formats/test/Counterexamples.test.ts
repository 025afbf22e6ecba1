/** Conversations that broke a law once. */
import { describe, it } from "@effect/vitest"
import type { Message, Part } from "@org/messages-core"
import { Export } from "@org/messages-formats"
import { Laws } from "@org/messages-formats-laws"
import * as Either from "effect/Either"
import { suite as aiSdk } from "./ai-sdk/AiSdk.js"
import { suite as aiSdkModel } from "./ai-sdk-model/AiSdkModel.js"
import { suite as anthropic } from "./anthropic/Anthropic.js"
import { suite as chat } from "./chat/Chat.js"
import { suite as effect } from "./effect/EffectPrompt.js"
import { suite as fineTuning } from "./fine-tuning/FineTuning.js"
import { suite as mcp } from "./mcp/Mcp.js"
import { suite as responses } from "./responses/Responses.js"

const of = (role: Message.Role, ...parts: ReadonlyArray<Part.Part>): Message.Message => ({ version: 1, role, parts })
const call = (callId: string): Part.Part => ({ type: "tool-call", callId, name: "search" })
const result = (callId: string, output?: string): Part.Part => ({
  type: "tool-result",
  callId,
  ...(output !== undefined && { output })
})
const text = (text: string): Part.Part => ({ type: "text", text })
const long = "x".repeat(70)

const suites = [aiSdk, aiSdkModel, anthropic, chat, effect, fineTuning, mcp, responses]

const edited: { readonly [name: string]: ReadonlyArray<Message.Message> } = {
  "a message without an element between a call and its late result": [
    of("assistant", call("c1"), call("t0")),
    of("tool", result("t0", "ok")),
    of("user"),
    of("user", text("!"), result("c1")),
    of("assistant", text("done"))
  ],
  "a message without an element between a call with a long id and its late result": [
    of("assistant", call(long), call("t0")),
    of("tool", result("t0", "ok")),
    of("user"),
    of("user", text("!"), result(long)),
    of("assistant", call("t1")),
    of("tool", result("t1", "ok"))
  ],
  "a call without a result after results in another order": [
    of("assistant", call("t0"), call("t1")),
    of("tool", result("t1", "ok"), result("t0", "ok")),
    of("assistant", call("c1")),
    of("assistant", text(""))
  ],
  "a call without a result between results in another order and a late result": [
    of("assistant", call("c2"), call("t0"), call("t1")),
    of("tool", result("t1", "first"), result("t0", "ok")),
    of("assistant", call("c1")),
    of("user", text("!"), result("c2")),
    of("assistant", text("done"))
  ],
  "a result of a user in content": [
    of("assistant", call(long)),
    of("user", { type: "tool-result", callId: long, content: [{ type: "text", text: "ok" }] }),
    of("assistant", text("done"))
  ],
  "a run that begins with an equal element": [
    of("assistant", text("same")),
    of("assistant", { type: "refusal", text: "same" }, call("t0"), call("t1")),
    of("tool", result("t1", "first"), result("t0", "second"))
  ],
  "equal texts after a call that a user cannot make": [
    of("user", call("c2"), { type: "refusal", text: "same" }, text("same")),
    of("user", result("c2"))
  ],
  "a run of an element that begins the next run": [
    of("user", text("same")),
    of("user", { type: "refusal", text: "same" }, text("same")),
    of("assistant", call("t0"), result("t0", "ok"))
  ],
  "a result that comes twice": [
    of("assistant", call("c3"), result("c3")),
    of("user", result("c3")),
    of("assistant", text("done"))
  ],
  "results in another order before what may not be sent, and a late result": [
    of("assistant", call("c2"), call("t0"), call("t1")),
    of("user", result("t1", "first"), result("t0", "ok"), { type: "reasoning", text: "hm" }),
    of("user", text("!"), result("c2")),
    of("assistant", text("done"))
  ],
  "a message of an example that says nothing": [
    of("assistant", call("t0"), result("t0", "ok")),
    { ...of("assistant", result("c1"), { type: "source" }), format: "openai-fine-tuning" }
  ],
  "a blank text before a refusal": [of("user", text("")), of("user", { type: "refusal", text: "said" })],
  "a call that a user cannot make, with the id of another": [
    of("assistant", call(""), result("c1")),
    of("user", call(""))
  ],
  "a result of no call before a result with a long id": [
    of("assistant", call(long)),
    { ...of("user", result("c1"), { type: "tool-result", callId: long, residue: { present: {} } }), format: "honcho" }
  ],
  "a text that another message has too": [
    of("user", text("same"), result("c1")),
    of("assistant", call("c3"), result("c3"), call("c1")),
    of("user", text("same"))
  ],
  "a text that another message has too, before a call": [
    of("assistant", text("same"), { type: "tool-call", callId: "t0", name: "" }, call("t1")),
    of("tool", result("t1", ""), result("t0", "")),
    of("assistant", text("same"))
  ],
  "a text that the last message has too": [
    { ...of("assistant", { type: "text", text: "same", residue: { absent: ["/a"] } }), format: "ai-sdk" },
    of("assistant", call("c1")),
    of("assistant", text("same"))
  ],
  "a message without an element after results of three messages": [
    of("assistant", call("c1"), call("t0"), call("t1")),
    { ...of("tool", result("t0", "ok")), visibility: "everyone" },
    { ...of("tool", result("t1", "")), visibility: "everyone" },
    of("user", text("!"), result("c1")),
    of("user")
  ],
  "a call of a tool, whose arguments are text": [
    { ...of("tool", { type: "tool-call", callId: "c1", name: "search", inputText: "" }), format: "honcho" },
    of("user", result("c1"))
  ],
  "an orphan result between a call and its late result": [
    of("assistant", call(long), call("t0"), result("t0", "ok")),
    { ...of("user", result("c1")), format: "ai-sdk" },
    of("user", result(long))
  ],
  "a blank text between a call and its late result": [
    of("assistant", call("c1"), call("t0")),
    of("user", result("t0", "ok"), text("")),
    of("user", text("!"), result("c1")),
    of("assistant", text("done"))
  ]
}

describe("an edit wins", () => {
  for (const [what, messages] of Object.entries(edited))
    for (const { definition } of suites)
      it(`beside ${what}, in ${definition.name}`, () => {
        Laws.editable(definition, messages)
        Laws.roundTrip(definition, messages)
        Laws.accounted(definition, messages)
      })
})

const said: { readonly [name: string]: ReadonlyArray<Message.Message> } = {
  "a result before its call, both without an id": [of("assistant", result("", ""), call(""))],
  "a call with a long id, and an empty result": [of("assistant", call(long), result(long, ""))]
}

describe("the format's own reader accepts", () => {
  for (const [what, messages] of Object.entries(said))
    for (const { definition, judge } of suites)
      it(`${what}, in ${definition.name}`, () =>
        judge(Either.getOrThrow(Export.of(definition, messages, { keep: "none" })).value))
})

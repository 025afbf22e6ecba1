import { assert, describe, it } from "@effect/vitest"
import { Samples } from "@org/messages-contract"
import { type Json, Message } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import { canonicalText, refOf } from "../natives.js"

const message = (native: Json.JsonObject) => Normalization.toMessage(refOf("honcho", native), native)
const native = Samples.messages("honcho").find(({ file }) => file === "msg-metadata-simple.json")?.json ?? {}

describe("Honcho", () => {
  it("says a whole message in canonical fields", () => {
    assert.deepStrictEqual(message(native), {
      version: 1,
      format: "honcho",
      ref: refOf("honcho", native),
      id: "V1StGXR8_Z5jdHi6B-myT",
      conversation: { id: "support-chat-1", workspaceId: "my-app-testing" },
      role: "participant",
      author: { id: "alice" },
      parts: [{ type: "text", text: "Test message" }],
      createdAt: "2026-01-01T00:00:00.080000Z",
      metadata: { message_key: "message_value" },
      tokenCount: 4
    })
  })

  it("guesses no role, not even from metadata", () => {
    const hinted = { ...native, role: "assistant", metadata: { role: "assistant" } }
    assert.strictEqual(message(hinted).role, "participant")
  })

  it("stays lossless when a caller names the assistant", () => {
    const named = Message.withRoles(message(native), new Map([["alice", "assistant"]]))
    assert.strictEqual(named.role, "assistant")
    assert.strictEqual(canonicalText(Normalization.fromMessage(named)), canonicalText(native))
  })

  it("keeps an address of its own that differs from the one that was asked for", () => {
    const moved = { ...native, session_id: 7 }
    assert.strictEqual(canonicalText(Normalization.fromMessage(message(moved))), canonicalText(moved))
  })
})

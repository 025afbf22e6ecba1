/** The laws of `effect`, with Effect's own schema of prompts as a judge. */
import * as Prompt from "@effect/ai/Prompt"
import { describe, it } from "@effect/vitest"
import { EffectPrompt } from "@org/messages-formats"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./EffectPrompt.js"

laws(suite, 200)

describe("EffectPrompt.export", () => {
  it("gives a prompt that Effect decodes", () => {
    const { value } = Either.getOrThrow(
      EffectPrompt.export([
        { version: 1, role: "assistant", parts: [{ type: "tool-call", callId: "c1", name: "weather", input: {} }] },
        { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "c1", output: 21 }] }
      ])
    )
    const { content } = Schema.decodeUnknownSync(Prompt.Prompt)(value)
    assert.deepEqual(
      content.map(({ role }) => role),
      ["assistant", "tool"]
    )
  })
})

/** The laws of `ai-sdk-model`, with the AI SDK's schema as a judge. */
import { describe, it } from "@effect/vitest"
import { AiSdkModel, type AiSdkModelMessage, type Definition } from "@org/messages-formats"
import { type ModelMessage, modelMessageSchema } from "ai"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./AiSdkModel.js"

laws(suite, 200)

describe("AiSdkModel.export", () => {
  it("gives messages of the official type", () => {
    const exported = AiSdkModel.export([{ version: 1, role: "user", parts: [{ type: "text", text: "hi" }] }])
    const messages: ReadonlyArray<AiSdkModelMessage> = Either.getOrThrow(exported).value
    const official: Array<ModelMessage> = [...messages]
    assert.deepEqual(official, [{ role: "user", content: [{ type: "text", text: "hi" }] }])
  })

  it("keeps the rest beside the document, and in its slots on request", () => {
    const messages: Definition.Messages = [
      {
        version: 1,
        role: "user",
        createdAt: "2026-01-05T10:00:00Z",
        parts: [
          { type: "text", text: "hi" },
          { type: "unknown", native: JSON.parse('{"__proto__":1}') }
        ]
      }
    ]
    const usual = Either.getOrThrow(AiSdkModel.export(messages))
    assert.deepEqual(usual.value, [{ role: "user", content: [{ type: "text", text: "hi" }] }])
    assert.ok(usual.residue)
    const embedded = Either.getOrThrow(AiSdkModel.export(messages, { keep: "embed" }))
    assert.equal(embedded.residue, undefined)
    suite.judge(embedded.value)
    const again: unknown = modelMessageSchema.array().parse(embedded.value)
    assert.deepEqual(Either.getOrThrow(AiSdkModel.import(again)), { messages, ignored: [] })
  })
})

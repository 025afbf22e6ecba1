/** The laws of `ai-sdk-model`, with the AI SDK's schema as a judge. */
import { describe, it } from "@effect/vitest"
import { AiSdkModel, type AiSdkModelMessage } from "@org/messages-formats"
import type { ModelMessage } from "ai"
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
})

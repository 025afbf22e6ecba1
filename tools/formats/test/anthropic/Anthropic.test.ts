/** The laws of `anthropic`, with the types of Anthropic's package and the rules of its API as a judge. */
import type Sdk from "@anthropic-ai/sdk"
import { describe, it } from "@effect/vitest"
import { Anthropic, type AnthropicMessage } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./Anthropic.js"

laws(suite, 200)

describe("Anthropic.export", () => {
  it("gives messages of the official type", () => {
    const exported = Anthropic.export([{ version: 1, role: "user", parts: [{ type: "text", text: "hi" }] }])
    const messages: ReadonlyArray<AnthropicMessage> = Either.getOrThrow(exported).value
    const official = [...messages] satisfies Array<Sdk.MessageParam>
    assert.deepEqual(official, [{ role: "user", content: [{ type: "text", text: "hi" }] }])
  })
})

/** The laws of `chat`, with the types of OpenAI's package and the rules of its API as a judge. */
import { describe, it } from "@effect/vitest"
import { Chat, type ChatMessage } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import type { OpenAI } from "openai"
import { laws } from "../suite.js"
import { suite } from "./Chat.js"

laws(suite, 200)

describe("Chat.export", () => {
  it("gives messages of the official type", () => {
    const exported = Chat.export([{ version: 1, role: "user", parts: [{ type: "text", text: "hi" }] }])
    const messages: ReadonlyArray<ChatMessage> = Either.getOrThrow(exported).value
    const official = [...messages] satisfies Array<OpenAI.ChatCompletionMessageParam>
    assert.deepEqual(official, [{ role: "user", content: "hi" }])
  })
})

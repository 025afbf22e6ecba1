/** The laws of `responses`, with the types of OpenAI's package and the rules of its API as a judge. */
import { describe, it } from "@effect/vitest"
import { Responses, type ResponsesItem } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import type { OpenAI } from "openai"
import { laws } from "../suite.js"
import { suite } from "./Responses.js"

laws(suite, 200)

describe("Responses.export", () => {
  it("gives items of the official type", () => {
    const exported = Responses.export([{ version: 1, role: "assistant", parts: [{ type: "text", text: "hi" }] }])
    const items: ReadonlyArray<ResponsesItem> = Either.getOrThrow(exported).value
    const official = [...items] satisfies Array<OpenAI.Responses.ResponseInputItem>
    assert.deepEqual(official, [{ type: "message", role: "assistant", content: "hi" }])
  })
})

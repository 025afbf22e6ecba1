/** The laws of `ag-ui`, with AG-UI's own schemas as a judge. */
import { describe, it } from "@effect/vitest"
import type { Message } from "@ag-ui/core"
import { AgUi, type AgUiMessage } from "@org/messages-formats"
import * as Either from "effect/Either"
import assert from "node:assert/strict"
import { laws } from "../suite.js"
import { suite } from "./AgUi.js"

laws(suite, 200)

describe("AgUi.export", () => {
  it("gives messages of the official type", () => {
    const exported = AgUi.export([{ version: 1, id: "m1", role: "user", parts: [{ type: "text", text: "hi" }] }], {
      keep: "none"
    })
    const messages: ReadonlyArray<AgUiMessage> = Either.getOrThrow(exported).value
    const official: Array<Message> = [...messages]
    assert.deepEqual(official, [{ id: "m1", role: "user", content: "hi" }])
  })
})

/** The laws of `ai-sdk`, with the AI SDK as a judge. */
import { describe, it } from "@effect/vitest"
import { AiSdk } from "@org/messages-formats"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import { HostileMessages } from "@org/messages-formats-laws"
import { laws } from "../suite.js"
import { suite, toModel } from "./AiSdk.js"

laws(suite, 200)

describe("AiSdk.export", () => {
  it("gives UI messages, by their official type, that become model messages", () =>
    fc.assert(
      fc.asyncProperty(HostileMessages.conversation, async (messages) => {
        const foreign = messages.filter(({ format }) => format !== "ai-sdk")
        if (foreign.length > 0) await toModel(Either.getOrThrow(AiSdk.export(foreign)).value)
      }),
      { numRuns: 200 }
    ))
})

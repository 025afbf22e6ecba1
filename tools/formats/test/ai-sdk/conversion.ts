/** What a version of the AI SDK makes of UI messages before it sends them to a model. */
import { describe, it } from "@effect/vitest"
import { AiSdk } from "@org/messages-formats"
import { HostileMessages } from "@org/messages-formats-laws"
import type { UIMessage } from "ai"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import type { Sdk } from "./Sdk.js"

/** The tests of the conversion to model messages. */
export const modelMessages = ({ convertToModelMessages }: Sdk): unknown =>
  describe("AiSdk.export", () => {
    it("gives UI messages, by their official type, that become model messages", () =>
      fc.assert(
        fc.asyncProperty(HostileMessages.conversation, async (messages) => {
          const foreign = messages.filter(({ format }) => format !== "ai-sdk")
          if (foreign.length === 0) return
          const ui: ReadonlyArray<UIMessage> = Either.getOrThrow(AiSdk.export(foreign)).value
          await convertToModelMessages([...ui])
        }),
        { numRuns: 200 }
      ))
  })

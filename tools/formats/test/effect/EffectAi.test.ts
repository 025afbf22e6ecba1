/** Conversations as Effect's own classes, and back. */
import * as Prompt from "@effect/ai/Prompt"
import { it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import { fromPrompt, toPrompt } from "@org/messages-formats/effect-ai"
import * as Either from "effect/Either"
import assert from "node:assert/strict"

const weather: ReadonlyArray<Message.Message> = [
  { version: 1, role: "user", parts: [{ type: "text", text: "Is it warm?" }], createdAt: "2026-01-05T10:00:00Z" },
  {
    version: 1,
    role: "assistant",
    parts: [{ type: "tool-call", callId: "c1", name: "weather", input: { in: "Rome" } }]
  },
  { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "c1", name: "weather", output: 21 }] }
]

it("are prompts of its classes, with the roles and parts of the messages", () => {
  const prompt = Either.getOrThrow(toPrompt(weather))
  assert(Prompt.isPrompt(prompt))
  assert.deepEqual(
    prompt.content.map(({ content, role }) => [
      role,
      typeof content === "string" ? content : content.map(({ type }) => type)
    ]),
    [
      ["user", ["text"]],
      ["assistant", ["tool-call"]],
      ["tool", ["tool-result"]]
    ]
  )
})

it("come back unchanged, also what a prompt cannot express", () => {
  assert.deepEqual(Either.getOrThrow(fromPrompt(Either.getOrThrow(toPrompt(weather)))).messages, weather)
})

it("take prompts that a program made, to which Effect's own functions were applied", () => {
  const made = Prompt.merge(Prompt.make("Is it warm?"), Prompt.make([{ role: "assistant", content: "Yes." }]))
  assert.deepEqual(
    Either.getOrThrow(fromPrompt(made)).messages.map(({ parts, role }) => [role, parts]),
    [
      ["user", [{ type: "text", text: "Is it warm?" }]],
      ["assistant", [{ type: "text", text: "Yes." }]]
    ]
  )
})

/** A short conversation that every format can say, for tables of expected values. */
import type { Message } from "@org/messages-core"

export const weather: ReadonlyArray<Message.Message> = [
  { version: 1, role: "system", parts: [{ type: "text", text: "Be brief." }] },
  {
    version: 1,
    id: "m1",
    role: "user",
    author: { name: "ada" },
    createdAt: "2026-01-15T10:30:00Z",
    parts: [
      { type: "text", text: "What is the weather here?" },
      { type: "file", mediaType: "image/png", data: "aGk=", filename: "map.png" }
    ]
  },
  {
    version: 1,
    id: "m2",
    role: "assistant",
    finishReason: "tool_use",
    parts: [
      { type: "reasoning", text: "A map of Oslo.", signature: "c2ln", signedBy: "anthropic" },
      { type: "text", text: "Let me look." },
      { type: "tool-call", callId: "call_1", name: "weather", input: { city: "Oslo" } }
    ]
  },
  {
    version: 1,
    role: "tool",
    parts: [{ type: "tool-result", callId: "call_1", output: { celsius: 21 } }]
  },
  { version: 1, id: "m4", role: "assistant", parts: [{ type: "text", text: "21 degrees." }, { type: "step-start" }] }
]

/** How often the messages of an edited document are exported to choose how it is read. */
import { assert, describe, it } from "@effect/vitest"
import type { Message } from "@org/messages-core"
import * as Edited from "../../src/algebra/edits/Edited.js"
import * as Chat from "../../src/chat/Chat.js"

const said = (text: string): ReadonlyArray<Message.Message> => [
  { version: 1, role: "user", format: "chat", parts: [{ type: "text", text }] }
]

/** A run that none of its hundred readings exports to. */
const piece: Edited.EditablePiece = {
  run: [{ role: "user", content: "hi" }],
  messages: said("alone"),
  readings: Array.from({ length: 100 }, (_, index) => () => said(`wrong ${index}`))
}

/** The messages of so many runs, and how often they were exported. */
const read = (count: number) => {
  let exports = 0
  const replayable: NonNullable<typeof Chat.definition.replayable> = (messages) => {
    exports += 1
    return messages
  }
  const messages = Edited.messagesOf(
    { ...Chat.definition, replayable },
    Array.from({ length: count }, () => piece)
  )
  return { exports, messages }
}

describe("an edited document that no reading fits", () => {
  for (const [count, most] of [
    [3, 34],
    [1_000, 6],
    [10_000, 4]
  ] as const)
    it(`of ${count} runs is exported at most ${most} times, and each run is read alone`, () => {
      const { exports, messages } = read(count)
      assert.isAtMost(exports, most)
      assert.isAbove(exports, 2)
      assert.lengthOf(messages, count)
      assert.deepStrictEqual(messages.slice(0, 1), said("alone"))
    })
})

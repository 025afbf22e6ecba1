/** Formats in which every message is one native value. */
import { assert, describe, it } from "@effect/vitest"
import { Format, type Json, type Message } from "@org/messages-core"

const format = Format.single({
  name: "plain",
  read: (native: Json.JsonObject, context?: string): Message.Message => ({
    version: 1,
    role: "user",
    parts: [{ type: "text", text: `${String(native["text"])} ${context ?? "nowhere"}` }]
  }),
  write: ({ id = "" }): Json.JsonObject => ({ id }),
  expressible: ({ id, ...message }) => message,
  lists: { list: { holds: () => true } }
})

const messages = ["a", "b", "a"].map((id): Message.Message => ({ version: 1, id, role: "user", parts: [] }))

describe("a format of single messages", () => {
  it("makes each message a group of its own, in order, and leaves it as it is", () => {
    const groups = format.split(messages)
    assert.deepStrictEqual(
      groups,
      messages.map((message) => [message])
    )
    groups.forEach(([message], index) => assert.strictEqual(message, messages[index]))
    assert.deepStrictEqual(format.split([]), [])
  })

  it("writes the one message of each group", () =>
    assert.deepStrictEqual(
      format.split(messages).map((group) => format.write(group)),
      [{ id: "a" }, { id: "b" }, { id: "a" }]
    ))

  it("reads one message, and passes on what its reader knows", () => {
    const text = (context?: string) => format.read({ text: "hi" }, context)[0].parts
    assert.deepStrictEqual(text("here"), [{ type: "text", text: "hi here" }])
    assert.deepStrictEqual(text(), [{ type: "text", text: "hi nowhere" }])
  })

  it("keeps its name, its lists, and what it can say of other messages", () => {
    assert.strictEqual(format.name, "plain")
    assert.deepStrictEqual(Object.keys(format.lists), ["list"])
    assert.deepStrictEqual(format.expressible({ version: 1, id: "a", role: "user", parts: [] }), {
      version: 1,
      role: "user",
      parts: []
    })
  })
})

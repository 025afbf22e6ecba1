/** Conversations in the canonical form and back: whatever the fields do not say is kept as residue. */
import { assert, describe, it } from "@effect/vitest"
import { Conversation, ConversationFormat, ConversationRef, Json } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"

const address = Either.getOrThrow(ConversationRef.make({ provider: "veryfront", conversationId: "c1" }))

/** A format that knows an id, a title and metadata. */
const format: ConversationFormat.ConversationFormat<typeof address> = {
  read: (native, { conversationId, ref }) => {
    const { metadata, title } = native
    return Json.compact({
      version: 1 as const,
      provider: "veryfront" as const,
      ref,
      id: conversationId,
      title: typeof title === "string" ? title : undefined,
      metadata: Json.isObject(metadata) ? metadata : undefined
    })
  },
  write: ({ id, metadata, title }) => Json.compact({ id, title, metadata })
}

const there = (native: Json.JsonObject) => ConversationFormat.toConversation(format, native, address)
const back = (conversation: Conversation.Conversation) => ConversationFormat.fromConversation(format, conversation)

describe("ConversationFormat", () => {
  it("keeps in residue what no field says, and only that", () => {
    const conversation = there({ id: "c1", title: "T", project_id: null, metadata: { a: 1 } })
    assert.isTrue(Conversation.isConversation(conversation))
    assert.deepStrictEqual(conversation, {
      version: 1,
      provider: "veryfront",
      ref: address.ref,
      id: "c1",
      title: "T",
      metadata: { a: 1 },
      residue: { present: { project_id: null } }
    })
    assert.notProperty(there({ id: "c1", title: "T" }), "residue")
  })

  it("gives the same JSON value back, whatever a provider sends", () => {
    FastCheck.assert(
      FastCheck.property(Arbitrary.make(Json.JsonObject), (native) => Json.equal(back(there(native)), native))
    )
    for (const text of [
      '{"id":7,"title":null}',
      '{"id":"other","title":["x"],"metadata":[]}',
      '{"__proto__":{"a":1},"id":"c1","metadata":{"__proto__":2}}',
      "{}"
    ]) {
      const native: Json.JsonObject = JSON.parse(text)
      assert.isTrue(Json.equal(back(there(native)), native), text)
    }
  })

  it("says what a field says after an edit, and keeps the rest", () => {
    const conversation = there({ id: "c1", title: "T", project_id: "p" })
    assert.deepStrictEqual(back({ ...conversation, title: "New" }), { id: "c1", title: "New", project_id: "p" })
  })
})

/** A format made lossless: whatever `read` and `write` do not say is kept, in the part that it belongs to or in the message. */
import { assert, describe, it } from "@effect/vitest"
import { Format, Json, Lossless, type Message, type Part } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import { json, jsonObject, object, sorted } from "../arbitraries.js"

const readElement = (native: Json.Json): Part.Part => {
  const text = Json.isObject(native) ? Json.own(native, "text") : undefined
  const id = Json.isObject(native) ? Json.own(native, "call") : undefined
  if (typeof id === "string" && Json.isObject(native)) {
    const items = Json.own(native, "items")
    if (Json.isArray(items)) return { type: "tool-result", callId: id, content: items.map(readContent) }
  }
  return typeof text === "string" ? { type: "text", text } : { type: "unknown", native }
}

const readContent = (native: Json.Json): Part.Text | Part.Unknown => {
  const part = readElement(native)
  return part.type === "text" ? part : { type: "unknown", native }
}

const writeElement = (part: Part.Part): Json.Json =>
  part.type === "text"
    ? { text: part.text }
    : part.type === "tool-result"
      ? { call: part.callId, items: (part.content ?? []).map(writeElement) }
      : part.type === "unknown"
        ? part.native
        : null

const format = Format.single({
  name: "honcho",
  read: (native: Json.JsonObject): Message.Message => {
    const id = Json.own(native, "id")
    const list = Json.own(native, "list")
    return Json.compact({
      version: 1 as const,
      format: "honcho",
      id: typeof id === "string" ? id : undefined,
      role: "user" as const,
      parts: Json.isArray(list) ? list.map(readElement) : []
    })
  },
  write: ({ id, parts }) => Json.compact({ id, list: parts.map(writeElement) }),
  lists: { list: { holds: () => true, nested: "items" } },
  expressible: (message) => ({ ...message, parts: message.parts.filter(({ type }) => type === "text") })
})

const { fromMessage, toMessage } = Lossless.of(format, () => undefined)

const element = fc.oneof(
  json,
  object(json).map((more): Json.Json => ({ ...more, text: "t" })),
  fc.tuple(object(json), fc.array(json)).map(([more, items]): Json.Json => ({ ...more, call: "c", items }))
)

describe("a format", () => {
  it("gives any object back", () => {
    const native = fc.oneof(
      jsonObject,
      fc.tuple(jsonObject, fc.array(element)).map(([more, list]): Json.JsonObject => ({ ...more, list }))
    )
    fc.assert(
      fc.property(native, (native) => {
        const before = sorted(native)
        assert.strictEqual(sorted(fromMessage(toMessage(native))), before)
        assert.strictEqual(sorted(native), before)
      }),
      { numRuns: 5_000 }
    )
  })

  it("leaves no residue where the fields say everything", () => {
    const message = toMessage({ id: "m", list: [{ text: "hi" }, { call: "c", items: [{ text: "a" }, 1] }] })
    assert.notInclude(JSON.stringify(message), "residue")
  })

  it("keeps what the fields do not say, and removes what the native message did not have", () => {
    assert.deepStrictEqual(toMessage({ id: 7, lang: "en", list: [] }).residue, { present: { id: 7, lang: "en" } })
    assert.deepStrictEqual(toMessage({}).residue, { absent: ["/list"] })
  })

  it("keeps the residue of an element in its part, at any depth", () => {
    const native = {
      list: [
        { text: "a", x: 1 },
        { call: "c", items: [{ text: "b", y: 2 }, null], z: 3 }
      ]
    }
    assert.deepStrictEqual<unknown>(toMessage(native).parts, [
      { type: "text", text: "a", residue: { present: { x: 1 } } },
      {
        type: "tool-result",
        callId: "c",
        content: [
          { type: "text", text: "b", residue: { present: { y: 2 } } },
          { type: "unknown", native: null }
        ],
        residue: { present: { z: 3 } }
      }
    ])
    assert.isUndefined(toMessage(native).residue)
  })

  it("lets residue travel with its part, and an edit through where residue has nothing", () => {
    const message = toMessage({ list: [{ text: "a", x: 1 }, { text: "b" }] })
    const [first, second] = message.parts
    if (first?.type !== "text" || second === undefined) return assert.fail("no parts")
    assert.deepStrictEqual<unknown>(fromMessage({ ...message, parts: [second, { ...first, text: "edited" }] }), {
      list: [{ text: "b" }, { text: "edited", x: 1 }]
    })
  })

  it("lets an edit win over the residue that contradicts it, and keeps all other residue", () => {
    const native = { a: 1, id: 7, lang: "en", list: [], z: 2 }
    assert.deepStrictEqual<unknown>(fromMessage({ ...toMessage(native), id: "edited" }), { ...native, id: "edited" })
    const added = toMessage({ list: null, z: 2 })
    assert.deepStrictEqual<unknown>(fromMessage({ ...added, parts: [{ type: "text", text: "a" }] }), {
      list: [{ text: "a" }],
      z: 2
    })
  })

  it("writes a message of another format as it can say it, and without residue", () => {
    const { format: _, ...message } = toMessage({ id: "m", lang: "en", list: [{ text: "a", x: 1 }, 7] })
    const expected = { id: "m", list: [{ text: "a" }] }
    for (const format of [{}, { format: "mielto" }])
      assert.deepStrictEqual<unknown>(fromMessage({ ...message, ...format }), expected)
  })

  it("gives the rebuilt object itself if there is nothing to restore", () => {
    assert.deepStrictEqual<unknown>(fromMessage(toMessage({ list: [] })), { list: [] })
  })
})

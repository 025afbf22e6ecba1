/** The canonical message is plain JSON, in memory as on the wire. */
import { assert, describe, it } from "@effect/vitest"
import { Json, Message } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { freeze, sorted } from "../arbitraries.js"
import { full, least } from "./messages.js"

const decode = Schema.decodeUnknownSync(Message.Message)
const encode = Schema.encodeSync(Message.Message)

const message = decode(full)

describe("plain", () => {
  it("any message is JSON, and is the same message after it has travelled", () => {
    fc.assert(
      fc.property(Arbitrary.make(Message.Message), (message) => {
        const travelled: unknown = JSON.parse(JSON.stringify(message))
        assert.isTrue(Json.isJson(message))
        assert.isTrue(Message.isMessage(travelled))
        assert.strictEqual(sorted(travelled), sorted(message))
      }),
      { numRuns: 300 }
    )
  })

  it("is in memory what it is on the wire: decoding and encoding change nothing", () => {
    for (const one of [full, least]) {
      assert.deepEqual<unknown>(decode(one), one)
      assert.deepEqual<unknown>(encode(decode(one)), one)
    }
  })

  it("keeps a __proto__ key of open objects through decoding and encoding", () => {
    const open = `{"__proto__":{"y":1},"constructor":{"prototype":2}}`
    const text = JSON.stringify(full)
      .replace(`{"any":[{"thing":null}]}`, open)
      .replace(`{"celsius":21}`, open)
      .replaceAll(`{"x":1}`, open)
    const value: unknown = JSON.parse(text)
    assert.strictEqual(JSON.stringify(value).split("__proto__").length, 4)
    assert.strictEqual(sorted(encode(decode(value))), sorted(value))
    assert.strictEqual(Object.getPrototypeOf(encode(decode(value)).metadata), Object.prototype)
  })

  it.each([
    ["a number that is not finite", { sequence: NaN }],
    ["an infinite duration", { parts: [{ type: "reasoning", durationMs: Infinity }] }],
    ["a date", { createdAt: new Date(0) }],
    ["an undefined", { id: undefined }],
    ["a date in an open object", { metadata: { at: new Date(0) } }],
    ["an undefined in an open object", { metadata: { at: undefined } }],
    ["an infinite number in residue", { residue: { present: { x: Infinity } } }],
    ["a function in an unknown part", { parts: [{ type: "unknown", native: () => 1 }] }],
    [
      "an input nested too deep",
      { parts: [{ type: "data", name: "n", value: JSON.parse(`${"[".repeat(65)}${"]".repeat(65)}`) }] }
    ]
  ])("is never with %s", (_, change) => assert.isFalse(Message.isMessage({ ...least, ...change })))
})

describe("withRoles", () => {
  const peers = new Map<string, Message.Role>([
    ["alice", "assistant"],
    ["__proto__", "system"]
  ])
  const by = (id?: string): Message.Message =>
    decode({ ...least, ...(id !== undefined && { author: { id, name: "A" } }) })

  it("gives the message the role that its author is known to have, and changes nothing else", () => {
    assert.deepEqual<unknown>(Message.withRoles(by("alice"), peers), { ...by("alice"), role: "assistant" })
    assert.strictEqual(Message.withRoles(by("__proto__"), peers).role, "system")
  })

  it.each(["bob", "toString", ""])("guesses nothing of %j", (id) =>
    assert.deepEqual(Message.withRoles(by(id), peers), by(id))
  )

  it("guesses nothing if there is no author", () => {
    assert.deepEqual(Message.withRoles(by(), peers), by())
    const nameless = decode({ ...least, author: { name: "alice" } })
    assert.deepEqual(Message.withRoles(nameless, peers), nameless)
  })

  it("leaves its input as it was", () => {
    const before = sorted(message)
    Message.withRoles(freeze(message), peers)
    assert.strictEqual(sorted(message), before)
  })
})

it("isMessage refuses values that cannot be converted to a string, and does not throw", () => {
  assert.isFalse(Message.isMessage({ parts: [{ type: { toString: null } }] }))
})

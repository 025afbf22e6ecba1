/** Residue: what the fields do not say comes back. */
import { assert, describe, it } from "@effect/vitest"
import { ArrayEdits, Json, Residue } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { freeze, jsonObject, pair, sorted } from "../arbitraries.js"
import { checkOnce, checkRestores, kinds } from "./residueLaws.js"

const parse = (text: string): Json.JsonObject => Schema.decodeUnknownSync(Schema.parseJson(Json.JsonObject))(text)

const check = (a: string, b: string, residue: unknown) => {
  const found = Residue.difference(parse(a), parse(b))
  assert.strictEqual(sorted(found ?? null), sorted(residue))
  assert.strictEqual(sorted(Residue.restore(parse(a), found)), sorted(parse(b)))
}

for (const { kind, pairs } of kinds)
  describe(`of two ${kind}`, () => {
    it("restore(a, difference(a, b)) equals b", () => checkRestores(pairs, { numRuns: 1_000 }))

    it("says nothing a second time: at every place that residue names, a and b differ", () =>
      checkOnce(pairs, { numRuns: 1_000 }))

    it("travels as JSON", () => {
      fc.assert(
        fc.property(pairs, ([a, b]) => {
          const residue = Residue.difference(a, b)
          const travelled: unknown = residue && JSON.parse(JSON.stringify(residue))
          assert.isTrue(travelled === undefined || Schema.is(Residue.Residue)(travelled))
          if (Schema.is(Schema.UndefinedOr(Residue.Residue))(travelled))
            assert.strictEqual(sorted(Residue.restore(a, travelled)), sorted(b))
        }),
        { numRuns: 2_500 }
      )
    })
  })

describe("of arrays from outside", () => {
  it("ignores edits that do not fit, and lengths beyond the limit", () => {
    for (const edits of [
      { length: 3 },
      { length: 1e9 },
      { edits: { 5: { is: 1 } } },
      { edits: { 0: { from: 7 } } },
      { edits: { 0: { residue: { present: {} } } } }
    ])
      assert.deepStrictEqual<unknown>(Residue.restore([1, 2], { items: { "": edits } }), [1, 2])
    const long = Array.from({ length: ArrayEdits.maximumLength + 1 }, () => 0)
    const edited = Residue.restore(long, { items: { "": { edits: { 0: { is: 1 } } } } })
    assert.deepStrictEqual<unknown>(Json.isArray(edited) && edited[0], 0)
  })
})

describe("difference", () => {
  const reversed = (value: Json.Json): Json.Json =>
    Json.isArray(value) ? value.map(reversed) : Json.isObject(value) ? reversedObject(value) : value

  const reversedObject = (value: Json.JsonObject): Json.JsonObject =>
    Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, child]) => [key, reversed(child)])
    )

  it("is absent if the values are equal, in any order of their keys", () => {
    fc.assert(
      fc.property(jsonObject, (a) => {
        assert.isUndefined(Residue.difference(a, a))
        assert.isUndefined(Residue.difference(a, reversedObject(a)))
      })
    )
  })

  it("is the same in any order of the keys", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const other = Residue.difference(reversedObject(a), reversedObject(b))
        assert.strictEqual(sorted(other ?? null), sorted(Residue.difference(a, b) ?? null))
      })
    )
  })

  it("is present if the values differ, and never an empty object", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const residue = Residue.difference(a, b)
        assert.strictEqual(residue === undefined, sorted(a) === sorted(b))
        if (residue === undefined) return
        assert.notStrictEqual(sorted(residue), "{}")
        assert.notStrictEqual(sorted(residue.present ?? null), "{}")
        assert.notStrictEqual(sorted(residue.absent ?? null), "[]")
      }),
      { numRuns: 5_000 }
    )
  })

  it.each([
    ["a value that only b has", `{}`, `{"x":null}`, { present: { x: null } }],
    ["a key that only a has", `{"x":null}`, `{}`, { absent: ["/x"] }],
    ["an object entered", `{"x":{"y":1,"z":2}}`, `{"x":{"y":1,"z":3}}`, { present: { x: { z: 3 } } }],
    ["a key gone from a nested object", `{"x":{"y":1}}`, `{"x":{}}`, { absent: ["/x/y"] }],
    ["an array that grew", `{"x":[1,2]}`, `{"x":[1,2,3]}`, { items: { "/x": { length: 3, edits: { 2: { is: 3 } } } } }],
    ["an array that shrank", `{"x":[1,2]}`, `{"x":[1]}`, { items: { "/x": { length: 1 } } }],
    [
      "elements that moved",
      `{"x":[1,2]}`,
      `{"x":[2,1]}`,
      { items: { "/x": { edits: { 0: { from: 1 }, 1: { from: 0 } } } } }
    ],
    ["an array of which nothing is left, whole", `{"x":[1,2]}`, `{"x":[3]}`, { present: { x: [3] } }],
    [
      "objects in an array entered",
      `{"x":[{"y":1}]}`,
      `{"x":[{"y":2}]}`,
      { items: { "/x": { edits: { 0: { residue: { present: { y: 2 } } } } } } }
    ],
    ["an object instead of a scalar", `{"x":1}`, `{"x":{}}`, { present: { x: {} } }],
    ["a scalar instead of an object", `{"x":{"y":1}}`, `{"x":1}`, { present: { x: 1 } }],
    ["an array instead of an object", `{"x":{"0":1}}`, `{"x":[1]}`, { present: { x: [1] } }],
    ["null instead of an object", `{"x":{}}`, `{"x":null}`, { present: { x: null } }],
    ["keys that pointers escape", `{"a/b":1,"a~b":1,"":1,"~1":1}`, `{}`, { absent: ["/", "/a~0b", "/a~1b", "/~01"] }],
    ["a slash in a key, not a nested key", `{"a/b":1,"a":{"b":1}}`, `{"a":{"b":1}}`, { absent: ["/a~1b"] }],
    ["minus zero, which JSON writes as zero", `{"x":0}`, `{"x":-0}`, null],
    ["keys that every object inherits", `{}`, `{"toString":1}`, { present: { toString: 1 } }],
    ["an inherited key gone", `{"constructor":1}`, `{}`, { absent: ["/constructor"] }]
  ])("tells %s", (_, a, b, residue) => check(a, b, residue))

  it("treats a __proto__ key like any other", () => {
    check(`{}`, `{"__proto__":{"x":1}}`, { present: parse(`{"__proto__":{"x":1}}`) })
    check(`{"__proto__":{"x":1}}`, `{"__proto__":{"x":1,"y":2}}`, { present: parse(`{"__proto__":{"y":2}}`) })
    check(`{"__proto__":{"x":1}}`, `{}`, { absent: ["/__proto__"] })
    check(`{"a":{"__proto__":{"x":1}}}`, `{"a":{"__proto__":{}}}`, { absent: ["/a/__proto__/x"] })
  })
})

describe("restore", () => {
  it("gives the value back where there is no residue", () => {
    const a = { x: 1 }
    assert.strictEqual(Residue.restore(a, undefined), a)
    assert.deepStrictEqual(Residue.restore(a, {}), a)
  })

  it("lets residue win over a field that was edited later", () => {
    assert.deepStrictEqual(Residue.restore({ x: "edited" }, { present: { x: "native" } }), { x: "native" })
  })

  it("is not confused by residue that names what is not there", () => {
    const residue = { present: { b: { c: 1 } }, absent: ["", "/x", "/a/b/c", "no pointer", "/toString"] }
    assert.deepStrictEqual(Residue.restore({ a: 1 }, residue), { a: 1, b: { c: 1 } })
  })
})

it("changes neither its inputs nor any prototype", () => {
  const known = Object.getOwnPropertyNames(Object.prototype)
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const before = [sorted(a), sorted(b)]
      const residue = freeze(Residue.difference(freeze(a), freeze(b)))
      const restored = Residue.restore(a, residue)
      assert.deepStrictEqual([sorted(a), sorted(b)], before)
      for (const value of [residue?.present, residue === undefined ? undefined : restored])
        assert.isTrue(everyObject(value, (object) => Object.getPrototypeOf(object) === Object.prototype))
    }),
    { numRuns: 5_000 }
  )
  assert.deepStrictEqual(Object.getOwnPropertyNames(Object.prototype), known)
})

describe("the order of keys", () => {
  it("does not decide which element another is made from", () => {
    const rebuilt = [{ a: 1, b: 2 }, { c: 3 }]
    const inOrder = Residue.difference(rebuilt, [{ c: 3 }, { a: 1, b: 2 }])
    assert.deepStrictEqual(Residue.difference(rebuilt, [{ c: 3 }, { b: 2, a: 1 }]), inOrder)
  })
})

const everyObject = (value: Json.Json | undefined, holds: (object: object) => boolean): boolean =>
  Json.isArray(value)
    ? value.every((child) => everyObject(child, holds))
    : !Json.isObject(value) || (holds(value) && Object.values(value).every((child) => everyObject(child, holds)))

/** JSON values: the limits that every message keeps, and the few operations on them. */
import { assert, describe, it } from "@effect/vitest"
import { Json } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { json, key, sorted } from "../arbitraries.js"

const nest = (depth: number, open: string, close: string): unknown =>
  JSON.parse(`${open.repeat(depth)}${close.repeat(depth)}`)

describe("fault", () => {
  it("is nothing in JSON", () => {
    fc.assert(fc.property(json, (value) => assert.isUndefined(Json.fault(value))))
  })

  it("lets a message hold 400,000 values, and not one more", () => {
    const values = Array.from({ length: Json.maximumValues }, () => 1)
    assert.isUndefined(Json.fault(values.slice(1)))
    assert.deepStrictEqual(Json.fault(values), {
      path: "/399999",
      problem: "one of more than 400000 values",
      exceeds: "values"
    })
  })

  it("lets arrays and objects nest 64 times, and not 65 times", () => {
    assert.isUndefined(Json.fault(nest(64, "[", "]")))
    assert.deepStrictEqual(Json.fault(nest(65, "[", "]")), {
      path: "/0".repeat(64),
      problem: "nested deeper than 64",
      exceeds: "depth"
    })
    const object = (depth: number): unknown => JSON.parse(`${`{"a":`.repeat(depth)}1${"}".repeat(depth)}`)
    assert.isUndefined(Json.fault(object(64)))
    assert.deepStrictEqual(Json.fault(object(65)), {
      path: "/a".repeat(64),
      problem: "nested deeper than 64",
      exceeds: "depth"
    })
  })

  it("keeps to other limits where they are given, and counts a key as three values", () => {
    const within = { values: 9, depth: 2, digits: 9 }
    assert.isUndefined(Json.fault({ a: 1, b: 2 }, within))
    assert.strictEqual(Json.fault({ a: 1, b: [2] }, within)?.exceeds, "values")
    assert.strictEqual(Json.fault([[[]]], within)?.exceeds, "depth")
  })

  it("stops at the limit, however deep the value is", () => {
    assert.strictEqual(Json.fault(nest(100_000, "[", "]"))?.problem, "nested deeper than 64")
  })

  it("gives the first place, as a JSON Pointer", () => {
    const value: unknown = JSON.parse(`{"ok":[1],"a/b":[0,{"~":1e400}],"z":-1e400}`)
    assert.deepStrictEqual(Json.fault(value), { path: "/a~1b/1/~0", problem: "not a finite number" })
    assert.deepStrictEqual(Json.fault(JSON.parse(`{"__proto__":{"x":1e400}}`)), {
      path: "/__proto__/x",
      problem: "not a finite number"
    })
    assert.deepStrictEqual(Json.fault(Infinity), { path: "", problem: "not a finite number" })
    assert.deepStrictEqual(Json.fault({ x: NaN }), { path: "/x", problem: "not a finite number" })
  })

  it.each([
    ["undefined", undefined],
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["an instance", new (class Point {})()],
    ["an object that inherits", Object.create({ x: 1 })],
    ["a boxed string", Object("x")]
  ])("refuses %s", (_, value) => {
    assert.deepStrictEqual(Json.fault(value), { path: "", problem: "not JSON" })
    assert.deepStrictEqual(Json.fault([{ x: value }]), { path: "/0/x", problem: "not JSON" })
    assert.isFalse(Schema.is(Json.JsonValue)(value))
  })

  it("refuses a hole in an array and a circle", () => {
    assert.deepStrictEqual(Json.fault(new Array(1)), { path: "/0", problem: "not JSON" })
    const circle: Array<unknown> = []
    circle.push(circle)
    assert.strictEqual(Json.fault(circle)?.problem, "nested deeper than 64")
  })

  it("accepts an object without a prototype", () => assert.isUndefined(Json.fault(Object.create(null))))
})

describe("equal", () => {
  it("is the equality of JSON texts with sorted keys", () => {
    fc.assert(
      fc.property(json, json, (a, b) => assert.strictEqual(Json.equal(a, b), sorted(a) === sorted(b))),
      { numRuns: 5_000 }
    )
  })

  it("holds between a value and its copy", () => {
    fc.assert(
      fc.property(json, (value) => {
        const copy: unknown = JSON.parse(JSON.stringify(value))
        assert.isTrue(Json.isJson(copy) && Json.equal(value, copy) && Json.equal(copy, value))
      })
    )
  })

  it.each([
    ["[]", "{}"],
    ["{}", "[]"],
    ["null", "{}"],
    ["[1]", "[1,1]"],
    ["[1,1]", "[1]"],
    ["[null]", "[]"],
    ["0", "null"],
    ["1", `"1"`],
    [`{"a":1}`, `{"b":1}`],
    [`{"a":null}`, `{}`],
    [`{"toString":1}`, `{"x":1}`],
    [`{"x":1}`, `{"toString":1}`],
    [`{"__proto__":{}}`, `{"x":{}}`],
    [`{"__proto__":{"a":1}}`, `{"__proto__":{"a":2}}`],
    [`["caf\u00e9"]`, `["cafe\u0301"]`]
  ])("tells %s from %s", (a, b) => assert.isFalse(Json.equal(JSON.parse(a), JSON.parse(b))))

  it("takes minus zero for zero, as JSON text does, and ignores the order of keys", () => {
    assert.isTrue(Json.equal({ a: -0, b: 1 }, { b: 1, a: 0 }))
  })
})

describe("pointer", () => {
  it.each([
    [[], ""],
    [[""], "/"],
    [["foo", 0], "/foo/0"],
    [["a/b"], "/a~1b"],
    [["m~n"], "/m~0n"],
    [["~1"], "/~01"],
    [["/", "~", "c%d"], "/~1/~0/c%d"]
  ])("of %j is %j, as RFC 6901 has it, and has these keys", (keys, pointer) => {
    assert.strictEqual(Json.pointer(keys), pointer)
    assert.deepStrictEqual(Json.keysOf(pointer), keys.map(String))
  })

  it("never gives two places the same name", () => {
    const keys = fc.array(key, { maxLength: 3 })
    fc.assert(
      fc.property(keys, keys, (a, b) =>
        assert.strictEqual(Json.pointer(a) === Json.pointer(b), JSON.stringify(a) === JSON.stringify(b))
      ),
      { numRuns: 5_000 }
    )
  })
})

describe("compact", () => {
  it("leaves out what is undefined, and nothing else", () => {
    const compacted = Json.compact({ a: undefined, b: null, c: 0, d: "", e: false, f: {} })
    assert.deepStrictEqual(compacted, { b: null, c: 0, d: "", e: false, f: {} })
    assert.deepStrictEqual(Object.keys(Json.compact({ a: undefined })), [])
  })

  it("keeps a __proto__ key a key", () => {
    const value: object = JSON.parse(`{"__proto__":{"polluted":1}}`)
    const compacted = Json.compact(value)
    assert.deepStrictEqual(Object.keys(compacted), ["__proto__"])
    assert.strictEqual(Object.getPrototypeOf(compacted), Object.prototype)
  })
})

describe("own", () => {
  it("never reads what an object inherits", () => {
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"])
      assert.isUndefined(Json.own({}, name))
    assert.strictEqual(Json.own({ toString: 1 }, "toString"), 1)
    const object: unknown = JSON.parse(`{"__proto__":1}`)
    assert.isTrue(Schema.is(Json.JsonObject)(object) && Json.own(object, "__proto__") === 1)
  })
})

describe("the schemas", () => {
  it("give the very same value, a __proto__ key included", () => {
    const value: unknown = JSON.parse(`{"__proto__":{"x":1},"a":[1]}`)
    assert.strictEqual(Schema.decodeUnknownSync(Json.JsonObject)(value), value)
    assert.strictEqual(Schema.encodeUnknownSync(Json.JsonObject)(value), value)
    assert.strictEqual(Schema.decodeUnknownSync(Json.JsonValue)(value), value)
  })

  it.each(["[]", "null", "1", `"x"`])("tell %s from an object", (text) =>
    assert.isFalse(Schema.is(Json.JsonObject)(JSON.parse(text)))
  )
})

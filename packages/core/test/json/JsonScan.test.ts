import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as Json from "../../src/json/Json.js"
import * as JsonScan from "../../src/json/JsonScan.js"

const utf8 = (text: string) => new TextEncoder().encode(text)

const unlimited = { values: Infinity, depth: Infinity, digits: Infinity }

/** Values, and keys as three, counted in the parsed value. */
const count = (value: Json.Json): number => {
  if (Json.isArray(value)) return value.reduce<number>((sum, child) => sum + count(child), 1)
  if (!Json.isObject(value)) return 1
  return Object.values(value).reduce<number>((sum, child) => sum + 3 + count(child), 1)
}

const depth = (value: Json.Json): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0

const isJson = (value: unknown): value is Json.Json => Json.isJson(value)

describe("the scan for an excess", () => {
  it("counts values, keys and nesting exactly, in any JSON and any spelling of it", () => {
    fc.assert(
      fc.property(
        fc
          .jsonValue()
          .map((value): unknown => value)
          .filter(isJson),
        fc.constantFrom(undefined, 1, "\t"),
        (value, space) => {
          const bytes = utf8(JSON.stringify(value, undefined, space))
          const [values, levels] = [count(value), depth(value)]
          assert.isUndefined(JsonScan.excess(bytes, { ...unlimited, values, depth: levels }))
          assert.strictEqual(JsonScan.excess(bytes, { ...unlimited, values: values - 1 }), "values")
          if (levels > 0) assert.strictEqual(JsonScan.excess(bytes, { ...unlimited, depth: levels - 1 }), "depth")
        }
      )
    )
  })

  it("sees no JSON in strings", () => {
    assert.isUndefined(JsonScan.excess(utf8('["[[\\"{{,,","\\\\"]'), { values: 3, depth: 1, digits: 1 }))
  })

  it("measures numbers", () => {
    const limits = { ...unlimited, digits: 10 }
    assert.isUndefined(JsonScan.excess(utf8("[-1234567e9,1]"), limits))
    assert.strictEqual(JsonScan.excess(utf8("[-1234567e99,1]"), limits), "digits")
  })

  it("ends at the end of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        JsonScan.excess(bytes, unlimited)
        assert.isAtMost(JsonScan.bytesOutsideBase64(bytes, 1_000), bytes.length)
      })
    )
    assert.strictEqual(JsonScan.bytesOutsideBase64(utf8('"\\'), 10), 2)
  })
})

describe("the bytes outside of base64", () => {
  const outside = (text: string) => JsonScan.bytesOutsideBase64(utf8(text), 1e9)
  const long = "QUJD+/-_".repeat(1_000)

  it("are all bytes of JSON with short texts", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.strictEqual(outside(text), utf8(text).length)
      })
    )
  })

  it("leave out runs of base64 from 1,024 characters on, also in data URLs and with escaped slashes", () => {
    assert.strictEqual(outside(`{"data":"${long}"}`), 11)
    assert.strictEqual(outside(`{"data":"${long}==","b":1}`), 17)
    assert.strictEqual(outside(`{"data":"${long.replaceAll("/", "\\/")}"}`), 11)
    assert.strictEqual(outside(`["data:image/png;base64,${long}"]`), 4 + "data:image/png;base64,".length - 7 + 7)
    assert.strictEqual(outside(`["${"a".repeat(1_023)}"]`), 1_027)
    assert.strictEqual(outside(`["${"a".repeat(1_024)}"]`), 4)
  })

  it("include what stands outside of strings, prose, and escapes", () => {
    for (const text of [`[${"1".repeat(5_000)}]`, `["${"a b".repeat(5_000)}"]`, `["${"\\u0041".repeat(900)}"]`])
      assert.strictEqual(outside(text), text.length)
  })

  it("are counted no further than the limit", () => {
    assert.strictEqual(JsonScan.bytesOutsideBase64(utf8(`[${"{},".repeat(1e6)}{}]`), 1_000), 1_001)
  })
})

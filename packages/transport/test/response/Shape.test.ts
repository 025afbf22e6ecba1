/** The two ways to check a response: its outer shape, or the whole contract. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Shape from "../../src/response/Shape.js"

const fault = (path: string, expected: string) => Either.left({ path, problem: `expected ${expected}` })

describe("Shape.outer", () => {
  const accept = Shape.outer({ content: Shape.array, id: Shape.string, value: Shape.anything })

  it("gives the same object, with all its other keys", () => {
    const json: Json.Json = JSON.parse('{"__proto__":1,"content":[{}],"id":"","value":null,"more":[7]}')
    const accepted = accept(json)
    assert.isTrue(Either.isRight(accepted) && accepted.right === json)
  })

  const refused: ReadonlyArray<readonly [json: Json.Json, path: string, expected: string]> = [
    [null, "", "an object"],
    [[], "", "an object"],
    ["x", "", "an object"],
    [7, "", "an object"],
    [{}, "/content", "an array"],
    [{ content: {} }, "/content", "an array"],
    [{ content: [], value: 1 }, "/id", "a string"],
    [{ content: [], id: 7, value: 1 }, "/id", "a string"],
    [{ content: [], id: "a" }, "/value", "a value"]
  ]
  for (const [json, path, expected] of refused)
    it(`refuses ${JSON.stringify(json)} at "${path}"`, () =>
      assert.deepStrictEqual(accept(json), fault(path, expected)))

  it("counts own keys only", () => {
    const json: Json.Json = JSON.parse('{"__proto__":{"content":[],"id":"a","value":1}}')
    assert.deepStrictEqual(accept(json), fault("/content", "an array"))
    assert.deepStrictEqual(Shape.outer({ constructor: Shape.anything })({}), fault("/constructor", "a value"))
  })
})

describe("Shape.list", () => {
  const accept = Shape.list(["data", "items"])

  it("gives the elements at the first key that has an array, and the object around them", () => {
    for (const json of [{ data: [1], items: [2] }, { data: [1] }, { data: {}, items: [1], more: true }])
      assert.deepStrictEqual(accept(json), Either.right({ elements: [1], envelope: json }))
  })

  it("accepts a bare array only with `isBare`", () => {
    assert.deepStrictEqual(accept([1]), fault("", "an object"))
    assert.deepStrictEqual(Shape.list(["data"], true)([1]), Either.right({ elements: [1], envelope: {} }))
    assert.deepStrictEqual(Shape.list(["data"], true)("x"), fault("", "an object or an array"))
  })

  it("refuses an object without such an array, and counts own keys only", () => {
    assert.deepStrictEqual(accept({ data: {}, items: "x" }), fault("/data", "an array"))
    assert.deepStrictEqual(accept(JSON.parse('{"__proto__":{"data":[]}}')), fault("/data", "an array"))
  })
})

describe("Shape.contract", () => {
  const accept = Shape.contract(Schema.Struct({ id: Schema.String, list: Schema.Array(Schema.Number) }))

  it("gives the same object, with keys that the contract does not list", () => {
    const json: Json.Json = JSON.parse('{"__proto__":{"a":1},"id":"a","list":[1],"more":true}')
    const accepted = accept(json)
    assert.isTrue(Either.isRight(accepted) && Object.is(accepted.right, json))
  })

  it("reports the first departure, and repeats nothing of the value", () => {
    assert.deepStrictEqual(accept({ id: 7, list: ["fk-secret"] }), fault("/id", "string"))
    assert.deepStrictEqual(accept({ id: "a", list: [1, "fk-secret"] }), fault("/list/1", "number"))
    assert.isTrue(Either.isLeft(accept(null)))
  })
})

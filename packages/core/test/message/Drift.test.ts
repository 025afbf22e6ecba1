/** The strict reading tells every departure from a contract, and nothing of the value. */
import { assert, describe, it } from "@effect/vitest"
import { Drift } from "@org/messages-core"
import * as Schema from "effect/Schema"

const Block = Schema.Union(
  Schema.Struct({ type: Schema.Literal("text"), text: Schema.String }),
  Schema.Struct({ type: Schema.Literal("count"), n: Schema.Int })
)

const drift = Drift.of(
  Schema.Struct({
    id: Schema.String,
    status: Schema.optionalWith(Schema.Literal("on", "off"), { exact: true }),
    "a/b": Schema.optionalWith(Schema.NullOr(Schema.String), { exact: true }),
    blocks: Schema.Array(Block)
  })
)

const good = {
  id: "1",
  status: "on",
  "a/b": null,
  blocks: [
    { type: "text", text: "" },
    { type: "count", n: 1 }
  ]
}

const paths = (value: unknown) => drift(value).map(({ path }) => path)

describe("drift", () => {
  it("is empty within the contract, even with extra keys", () => {
    assert.deepStrictEqual(drift(good), [])
    assert.deepStrictEqual(drift({ ...good, newer: true }), [])
  })

  it.each([
    ["the whole value", null, [""]],
    ["a missing key", { blocks: [] }, ["/id"]],
    ["a value of another type", { ...good, id: 1 }, ["/id"]],
    ["an unlisted word", { ...good, status: "idle" }, ["/status"]],
    ["a key that a pointer escapes", { ...good, "a/b": 1 }, ["/a~1b"]],
    [
      "an element of an unlisted type",
      { ...good, blocks: [{ type: "text", text: "" }, { type: "new" }] },
      ["/blocks/1/type"]
    ],
    ["a place inside of an element", { ...good, blocks: [{ type: "text", text: 1 }] }, ["/blocks/0/text"]],
    ["a number that is no integer", { ...good, blocks: [{ type: "count", n: 0.5 }] }, ["/blocks/0/n"]],
    ["all of them, in the order of the contract", { status: 1, blocks: [1] }, ["/id", "/status", "/blocks/0"]]
  ])("names %s", (_, value, expected) => assert.deepStrictEqual(paths(value), expected))

  it("says what the contract has there, in few words, and nothing of the value", () => {
    assert.deepStrictEqual(drift({ ...good, status: "sk-secret" }), [{ path: "/status", expected: '"on" | "off"' }])
    const all = JSON.stringify(
      drift({ id: ["sk-secret"], status: "sk-secret", blocks: ["sk-secret", { type: "sk-secret" }] })
    )
    assert.notInclude(all, "sk-secret")
  })
})

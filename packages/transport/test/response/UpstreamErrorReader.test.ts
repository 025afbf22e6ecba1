/** Which members of a provider's error are kept, and that they are safe to repeat. */
import { assert, describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import * as Redacted from "effect/Redacted"
import { CredentialRedaction } from "@org/messages-core"
import * as UpstreamErrorReader from "../../src/response/UpstreamErrorReader.js"

const redact = CredentialRedaction.redactor(Redacted.make("fk-12345678"))

const count = (json: Json.Json): number =>
  typeof json === "object" && json !== null
    ? Object.values(json).reduce<number>((sum, value) => sum + 1 + count(value), 0)
    : 0

const depth = (json: Json.Json): number =>
  typeof json === "object" && json !== null ? 1 + Math.max(0, ...Object.values(json).map(depth)) : 0

describe("UpstreamErrorReader.read", () => {
  it("gives nothing for an error without such members", () => {
    for (const json of [
      {},
      { type: "", instance: {}, errors: {}, metadata: [], code: null },
      { errors: [] },
      { errors: [7, {}] }
    ])
      assert.isUndefined(UpstreamErrorReader.read(json, redact))
  })

  it("redacts every text, every key and every number", () => {
    const echo = "Bearer fk-12345678"
    const found = UpstreamErrorReader.read(
      {
        type: echo,
        instance: echo,
        code: echo,
        errors: [{ code: echo, loc: [echo, 12345678], message: echo }],
        metadata: { [echo]: echo, list: [echo, { [echo]: echo }], number: 12345678 }
      },
      redact
    )
    assert.notInclude(JSON.stringify(found), "12345678")
    assert.deepStrictEqual(Object.keys(found ?? {}), ["type", "instance", "code", "errors", "metadata"])
  })

  it("removes control sequences of terminals, and cuts long texts", () => {
    const evil = `\u001b]0;x\u0007${"y".repeat(10_000)}`
    const found = UpstreamErrorReader.read(
      { type: evil, errors: [{ loc: [evil] }], metadata: { [evil]: evil } },
      redact
    )
    assert.notMatch(JSON.stringify(found), /\\u00|\p{C}/u)
    assert.isBelow(JSON.stringify(found).length, 4 * 400)
  })

  it("cuts lists, levels and the count of values", () => {
    const nested = (depth: number): Json.Json => (depth === 0 ? 1 : [nested(depth - 1)])
    const keys = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, index]))
    const errors = Array.from({ length: 1_000 }, () => ({ code: "c", loc: Array.from({ length: 1_000 }, () => "a") }))
    const found = UpstreamErrorReader.read(
      { errors, metadata: { nested: nested(60), list: [keys, keys], keys } },
      redact
    )
    assert.strictEqual(found?.errors?.length, 10)
    assert.strictEqual(found?.errors?.[0]?.loc?.length, 8)
    assert.isAtMost(depth(found?.metadata ?? null), 5)
    assert.isAtMost(count(found?.metadata ?? null), 50)
  })

  it("writes a step that is not an index as a text", () => {
    assert.deepStrictEqual(UpstreamErrorReader.read({ errors: [{ loc: [1, 1.5, 1e300, -0] }] }, redact), {
      errors: [{ loc: [1, "1.5", "1e+300", -0] }]
    })
  })

  it("keeps a __proto__ key a key", () => {
    const metadata: Json.Json = JSON.parse('{"__proto__":{"a":1}}')
    assert.strictEqual(
      JSON.stringify(UpstreamErrorReader.read({ metadata }, redact)),
      '{"metadata":{"__proto__":{"a":1}}}'
    )
  })
})

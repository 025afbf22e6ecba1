/** The schema says what the contract says, of the samples and of everything near them. */
import { assert, describe, it } from "@effect/vitest"
import { Contract, Mutations, Samples } from "@org/messages-contract"
import { Drift, Id, Json } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { FactorySchema } from "../src/index.js"

const samples = Samples.messages("factory")
const contract = Contract.of("factory.get-message").success
const drift = Drift.of(FactorySchema.FactoryMessage)
const is = Schema.is(FactorySchema.FactoryMessage)

/** Accepted by both or by neither; a departure has a path. */
const agree = (json: Json.Json): boolean => {
  const found = drift(json)
  const within = contract(json).length === 0
  if ((found.length === 0) !== within || is(json) !== within)
    assert.fail(`the contract ${within ? "accepts" : "refuses"} ${JSON.stringify(json).slice(0, 2_000)}`)
  for (const { expected, path } of found) assert.isTrue(/^(\/|$)/.test(path) && expected !== "")
  return within
}

describe("FactoryMessage", () => {
  for (const { file, json, withinContract } of [...samples, ...Samples.deviations("factory")])
    it(`${withinContract ? "accepts" : "refuses"} ${file}`, () => assert.strictEqual(agree(json), withinContract))

  it("agrees with the contract on every sample with one change in it", () => {
    const verdicts = samples.flatMap(({ json }) => [...Mutations.of(json)].map(agree))
    const accepted = verdicts.filter((within) => within).length
    assert.isAbove(accepted, verdicts.length / 20)
    assert.isAbove(verdicts.length - accepted, verdicts.length / 20)
  })
})

describe("FactoryPost", () => {
  it("agrees with the contract on every sample with one change in it", () => {
    const request = Contract.of("factory.post-message").request ?? assert.fail("the contract has a body")
    const drift = Drift.of(FactorySchema.FactoryPost)
    const posts = Samples.requests("factory").map(({ json }) => json)
    const verdicts = [...posts, ...posts.flatMap((json) => [...Mutations.of(json)])].map((json) => {
      const within = request(json).length === 0
      assert.strictEqual(drift(json).length === 0, within, JSON.stringify(json).slice(0, 2_000))
      return within
    })
    assert.isTrue(verdicts.includes(true) && verdicts.includes(false))
  })
})

describe("FactoryPosted", () => {
  it("takes every answer of the contract, and none without an id that can be used", () => {
    const success = Contract.of("factory.post-message").success
    const is = Schema.is(FactorySchema.FactoryPosted)
    for (const { json } of Samples.responses("factory"))
      for (const changed of [json, ...Mutations.of(json)])
        if (success(changed).length === 0) assert.strictEqual(is(changed), Id.problem(idOf(changed)) === undefined)
    for (const json of [null, [], {}, { messageId: null }, { messageId: "" }, { messageId: ".." }])
      assert.isFalse(is(json))
  })
})

const idOf = (json: Json.Json): string => (Json.isObject(json) ? String(json["messageId"]) : "")

/** The schema says what the contract says, of the samples and of everything near them. */
import { assert, describe, it } from "@effect/vitest"
import { Contract, Mutations, Samples } from "@org/messages-contract"
import { Drift, type Json } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { MieltoSchema } from "../src/index.js"

const samples = Samples.messages("mielto")
const contract = Contract.of("mielto.get-message").success
const drift = Drift.of(MieltoSchema.MieltoMessage)
const is = Schema.is(MieltoSchema.MieltoMessage)

/** Accepted by both or by neither; a departure has a path. */
const agree = (json: Json.Json): boolean => {
  const found = drift(json)
  const within = contract(json).length === 0
  if ((found.length === 0) !== within || is(json) !== within)
    assert.fail(`the contract ${within ? "accepts" : "refuses"} ${JSON.stringify(json).slice(0, 2_000)}`)
  for (const { expected, path } of found) assert.isTrue(/^(\/|$)/.test(path) && expected !== "")
  return within
}

describe("MieltoMessage", () => {
  for (const { file, json, withinContract } of [...samples, ...Samples.deviations("mielto")])
    it(`${withinContract ? "accepts" : "refuses"} ${file}`, () => assert.strictEqual(agree(json), withinContract))

  it("agrees with the contract on every sample with one change in it", () => {
    const verdicts = samples.flatMap(({ json }) => [...Mutations.of(json)].map(agree))
    const accepted = verdicts.filter((within) => within).length
    assert.isAbove(accepted, verdicts.length / 20)
    assert.isAbove(verdicts.length - accepted, verdicts.length / 20)
  })
})

/** The schema agrees with the contract on all samples and on mutations of them. */
import { assert, describe, it } from "@effect/vitest"
import { Contract, Mutations, Samples } from "@org/messages-contract"
import { SchemaSuite } from "@org/messages-contract/suites"
import { Drift, Id, Json } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { FactorySchema } from "../src/index.js"

SchemaSuite.run("FactoryMessage", {
  contract: Contract.of("factory.get-message").success,
  is: Schema.is(FactorySchema.FactoryMessage),
  drift: Drift.of(FactorySchema.FactoryMessage),
  samples: Samples.messages("factory"),
  beyond: Samples.deviations("factory")
})

SchemaSuite.run("FactoryPost", {
  contract: Contract.of("factory.post-message").request ?? assert.fail("the contract has a body"),
  is: Schema.is(FactorySchema.FactoryPost),
  drift: Drift.of(FactorySchema.FactoryPost),
  samples: Samples.requests("factory")
})

describe("FactoryPosted", () => {
  it("accepts every response of the contract, and none without a usable id", () => {
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

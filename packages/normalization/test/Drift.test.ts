import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import { Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as fc from "effect/FastCheck"
import { native, samples } from "./natives.js"

const isWithin = (provider: Provider.Provider, json: unknown) =>
  Contract.of(`${provider}.get-message`).success(json).length === 0

describe("drift", () => {
  for (const provider of Provider.names) {
    it(`finds none in ${provider}'s samples within the contract, and some in all others`, () => {
      for (const { json, withinContract } of [...samples(provider), ...Samples.deviations(provider)]) {
        assert.strictEqual(Normalization.drift(provider, json).length === 0, withinContract)
      }
    })

    it(`agrees with the contract of ${provider} on what is within it`, () =>
      fc.assert(
        fc.property(native(provider), (json) => {
          assert.strictEqual(Normalization.drift(provider, json).length === 0, isWithin(provider, json))
        }),
        { numRuns: 1500 }
      ))
  }

  it("says where, and what the contract has there, and nothing of the value", () => {
    const [minimal] = Samples.messages("veryfront").filter(({ file }) => file === "msg-minimal-required-only.json")
    const odd = {
      ...minimal?.json,
      seq: "canary",
      role: "canary",
      parts: [{ type: "text", text: 1 }, { type: "canary" }]
    }
    const drift = Normalization.drift("veryfront", odd)
    assert.deepStrictEqual(
      drift.map(({ path }) => path),
      ["/seq", "/role", "/parts/0/text", "/parts/1/type"]
    )
    assert.include(drift[1]?.expected, '"user" | "assistant" | "tool"')
    assert.notInclude(JSON.stringify(drift), "canary")
  })

  it("survives a discriminator that cannot be converted to a string", () => {
    const parts = [{ type: { toString: null } }]
    assert.strictEqual(Normalization.drift("veryfront", { parts }).length, 1)
  })

  it("names keys that Factory's contract forbids, also deep inside", () => {
    const message = { id: "m", role: "user", content: [{ type: "text", text: "", cache_control: {} }], createdAt: 1 }
    assert.deepStrictEqual(
      Normalization.drift("factory", { ...message, modelId: "x" }).map(({ path }) => path),
      ["/modelId", "/content/0/cache_control", "/updatedAt"]
    )
  })
})

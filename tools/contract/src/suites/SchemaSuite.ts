/** Tests that a schema agrees with its contract on the samples and on everything near them. */
import { assert, describe, it } from "@effect/vitest"
import type { Validator } from "../Contract.js"
import type { Json } from "../Json.js"
import * as Mutations from "../Mutations.js"
import type { Sample } from "../Samples.js"

/** `is` is the schema's own verdict, and `drift` what the strict reading finds. The samples in `beyond` are tested, but not changed. */
export interface Subject {
  readonly contract: Validator
  readonly is: (json: unknown) => boolean
  readonly drift: (json: Json) => ReadonlyArray<{ readonly path: string; readonly expected: string }>
  readonly samples: ReadonlyArray<Sample>
  readonly beyond?: ReadonlyArray<Sample>
}

export const run = (name: string, { beyond = [], contract, drift, is, samples }: Subject): void => {
  /** Whether both accept the value; fails if they disagree, or if a departure has no path. */
  const agree = (json: Json): boolean => {
    const found = drift(json)
    const within = contract(json).length === 0
    if ((found.length === 0) !== within || is(json) !== within)
      assert.fail(`the contract ${within ? "accepts" : "refuses"} ${JSON.stringify(json).slice(0, 2_000)}`)
    for (const { expected, path } of found) assert.isTrue(/^(\/|$)/.test(path) && expected !== "")
    return within
  }

  describe(name, () => {
    for (const { file, json, withinContract } of [...samples, ...beyond])
      it(`${withinContract ? "accepts" : "refuses"} ${file}`, () => assert.strictEqual(agree(json), withinContract))

    it("agrees with the contract on every sample with one change in it", () => {
      const verdicts = samples.flatMap(({ json }) => [...Mutations.of(json)].map(agree))
      const accepted = verdicts.filter((within) => within).length
      assert.isAbove(accepted, verdicts.length / 20)
      assert.isAbove(verdicts.length - accepted, verdicts.length / 20)
    })
  })
}

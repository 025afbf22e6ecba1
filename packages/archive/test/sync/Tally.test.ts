/** What the report of a sync says of elements that could not be read. */
import { assert, describe, it } from "@effect/vitest"
import * as Tally from "../../src/sync/Tally.js"

const reported = (count: number, problems: ReadonlyArray<string>) => {
  const tally = Tally.make()
  tally.unread("factory:s1", count, problems)
  const { faultCount, faults } = tally.report()
  return { faultCount, problems: faults.map(({ problem }) => problem) }
}

describe("elements that could not be read", () => {
  it("are counted, and listed with their problems", () =>
    assert.deepStrictEqual(reported(2, ["one", "two"]), { faultCount: 2, problems: ["one", "two"] }))

  it("are listed even if an earlier version kept only their number, so that the command line fails", () =>
    assert.deepStrictEqual(reported(2, []), { faultCount: 2, problems: ["some elements could not be read"] }))

  it("are not reported if there are none", () =>
    assert.deepStrictEqual(reported(0, []), { faultCount: 0, problems: [] }))
})

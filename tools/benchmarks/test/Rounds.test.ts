import { assert, describe, it } from "@effect/vitest"
import * as Rounds from "../src/measurement/Rounds.js"

describe("rounds", () => {
  it("give the median of each contender", async () => {
    const values = { a: [5, 1, 3], b: [2, 20, 200] }
    const medians = await Rounds.medians(3, {
      a: () => values.a.pop() ?? 0,
      b: () => Promise.resolve(values.b.pop() ?? 0)
    })
    assert.deepStrictEqual(medians, { a: 3, b: 20 })
  })

  it("measure every contender once before measuring any of them again", async () => {
    const order: Array<string> = []
    const measure = (name: string) => () => order.push(name)
    await Rounds.medians(5, { a: measure("a"), b: measure("b"), c: measure("c") })
    for (let round = 0; round < 5; round++)
      assert.deepStrictEqual(order.slice(round * 3, round * 3 + 3).toSorted(), ["a", "b", "c"])
  })
})

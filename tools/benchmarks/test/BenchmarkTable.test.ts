import { assert, describe, it } from "@effect/vitest"
import * as BenchmarkTable from "../src/measurement/BenchmarkTable.js"

const row = { what: "read", against: "fastify", rival: 100, unit: "µs" } as const

const cells = (line: string | undefined) =>
  (line ?? "")
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim())

describe("the table of a benchmark", () => {
  it("has our number, the rival's, and their ratio", () => {
    const [, , line] = BenchmarkTable.markdown([{ ...row, ours: 150 }]).split("\n")
    assert.deepStrictEqual(cells(line), ["read", "150 µs", "100 µs", "fastify", "1.50", "", "", ""])
  })

  it("says whether the ratio reaches the goal, the bar, or neither", () => {
    const rows = [90, 100, 150, 160, 161].map((ours) => ({ ...row, ours, bar: 1.6, goal: 1 }))
    const verdicts = BenchmarkTable.markdown(rows)
      .split("\n")
      .slice(2)
      .map((line) => cells(line).at(-1))
    assert.deepStrictEqual(verdicts, ["goal", "goal", "bar", "bar", "above the bar"])
  })
})

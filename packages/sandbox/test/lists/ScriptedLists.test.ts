import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as ElementList from "../../src/lists/ElementList.js"
import type * as Script from "../../src/lists/Script.js"
import * as ScriptedLists from "../../src/lists/ScriptedLists.js"

const event: FastCheck.Arbitrary<Script.ScriptEvent> = FastCheck.oneof(
  FastCheck.record({ type: FastCheck.constant("arrive" as const), messages: FastCheck.integer({ min: 1, max: 5 }) }),
  FastCheck.record({ type: FastCheck.constant("repeat" as const), elements: FastCheck.integer({ min: 1, max: 5 }) }),
  FastCheck.record({ type: FastCheck.constant("empty" as const) }),
  FastCheck.record({ type: FastCheck.constant("expire" as const) }),
  FastCheck.record({ type: FastCheck.constant("fail" as const), status: FastCheck.constant(503 as const) })
)

const step = FastCheck.record({
  from: FastCheck.integer({ min: 1, max: 20 }),
  to: FastCheck.integer({ min: 1, max: 20 }),
  every: FastCheck.integer({ min: 1, max: 3 }),
  event
})

/** Reads a list to its end, and starts again when a cursor has expired. */
const read = (script: ReadonlyArray<Script.Step>, size: number, limit: number, isNumbered: boolean) => {
  const numbers = Array.from({ length: size }, (_, n) => ({ n }))
  const lists = ScriptedLists.make({ list: script })
  const found: Array<unknown> = []
  let start = 0
  let from: ScriptedLists.PageRequest["from"] = isNumbered ? "number" : "first"
  for (let request = 0; request < 10_000; request++) {
    const outcome = lists({
      list: "list",
      start,
      limit,
      from,
      elements: () => ElementList.of(numbers),
      arrive: (messages) => {
        for (let count = 0; count < messages; count++) numbers.push({ n: numbers.length })
      }
    })
    if (outcome.type === "failure") continue
    if (outcome.type === "expired") {
      start = 0
      from = "first"
      found.length = 0
      continue
    }
    assert.isAtMost(outcome.page.elements.length, limit)
    found.push(...outcome.page.elements.map(({ n }) => n))
    if (outcome.page.next === undefined) return { found, size: numbers.length }
    start = outcome.page.next
    if (!isNumbered) from = outcome.page.generation
  }
  return { found, size: -1 }
}

describe("a scripted list", () => {
  it("has every element in order, whatever happens, and twice only what is repeated", () => {
    const numbers = FastCheck.integer({ min: 0, max: 60 })
    const limits = FastCheck.integer({ min: 1, max: 20 })
    FastCheck.assert(
      FastCheck.property(
        FastCheck.array(step, { maxLength: 8 }),
        numbers,
        limits,
        FastCheck.boolean(),
        (script, size, limit, isNumbered) => {
          const result = read(script, size, limit, isNumbered)
          const once = [...new Set(result.found)]
          assert.deepStrictEqual(
            once,
            Array.from({ length: result.size }, (_, n) => n)
          )
          if (!script.some(({ event }) => event.type === "repeat")) assert.strictEqual(result.found.length, once.length)
        }
      ),
      { numRuns: 500 }
    )
  })
})

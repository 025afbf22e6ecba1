/** Documents in other formats, with what stands beside them. */
import { assert, it } from "@effect/vitest"
import * as Formatted from "../../src/routes/Formatted.js"

it("computes the report of a document only if it was requested", () => {
  const report = { format: "anthropic", kept: 1, changed: [], dropped: [], added: [], synthetic: [] }
  let computed = 0
  const target = {
    value: ["document"],
    get report() {
      computed += 1
      return report
    }
  }
  assert.deepStrictEqual(Formatted.convertedOf(target, false), { value: ["document"] })
  assert.strictEqual(computed, 0)
  assert.deepStrictEqual(Formatted.convertedOf(target, true), { value: ["document"], report })
  assert.strictEqual(computed, 1)
})

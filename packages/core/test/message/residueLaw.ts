/** The law of residue, as a property over as many pairs as a test can afford. */
import { assert } from "@effect/vitest"
import { Residue } from "@org/messages-core"
import * as fc from "effect/FastCheck"
import { pair, sorted } from "../arbitraries.js"

/** Fails unless `restore(a, difference(a, b))` equals `b`; a third of the pairs must overlap, so that the property says something. */
export const checkLaw = (numRuns: number): void => {
  let overlapping = 0
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const residue = Residue.difference(a, b)
      assert.strictEqual(sorted(Residue.restore(a, residue)), sorted(b))
      if (residue !== undefined && sorted(residue.present ?? {}) !== sorted(b)) overlapping++
    }),
    { numRuns }
  )
  assert.isAbove(overlapping, numRuns * 0.3)
}

/** The laws of residue on 100,000 pairs of objects and of arrays. Many short tests, so that none holds up Vitest. */
import { describe, it } from "@effect/vitest"
import { checkOnce, checkRestores, kinds } from "./residueLaws.js"

const rounds = Array.from({ length: 20 }, (_, index) => ({ numRuns: 5_000, seed: index + 1 }))

for (const { kind, pairs } of kinds)
  describe(`of two ${kind}`, () => {
    it.each(rounds)("restore(a, difference(a, b)) equals b for $numRuns pairs (seed $seed)", (runs) =>
      checkRestores(pairs, runs)
    )

    it.each(rounds)("says nothing of $numRuns pairs a second time (seed $seed)", (runs) => checkOnce(pairs, runs))
  })

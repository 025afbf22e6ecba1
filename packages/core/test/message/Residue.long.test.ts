/** The law of residue on many more pairs than the usual suite has time for. */
import { it } from "@effect/vitest"
import { checkLaw } from "./residueLaw.js"

it("restore(a, difference(a, b)) equals b for 100,000 pairs", () => checkLaw(100_000))

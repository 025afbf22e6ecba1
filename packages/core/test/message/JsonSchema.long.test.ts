/** The schema and its JSON Schema on 60,000 messages. Many short tests, so that none holds up Vitest. */
import { it } from "@effect/vitest"
import { checkAgreement } from "./judges.js"

const rounds = Array.from({ length: 20 }, (_, index) => ({ numRuns: 3_000, seed: index + 1 }))

it.each(rounds)("both judges agree on $numRuns messages with a value replaced or gone (seed $seed)", checkAgreement)

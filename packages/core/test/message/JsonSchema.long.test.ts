/** The schema and its JSON Schema on many more messages than the usual suite has time for. */
import { it } from "@effect/vitest"
import { checkAgreement } from "./judges.js"

it("both judges agree on 60,000 messages with a value replaced or gone", () => checkAgreement(60_000))

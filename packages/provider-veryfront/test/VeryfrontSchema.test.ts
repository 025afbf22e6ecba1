/** The schema agrees with the contract on all samples and on mutations of them. */
import { Contract, Samples } from "@org/messages-contract"
import { SchemaSuite } from "@org/messages-contract/suites"
import { Drift } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { VeryfrontSchema } from "../src/index.js"

SchemaSuite.run("VeryfrontMessage", {
  contract: Contract.of("veryfront.get-message").success,
  is: Schema.is(VeryfrontSchema.VeryfrontMessage),
  drift: Drift.of(VeryfrontSchema.VeryfrontMessage),
  samples: Samples.messages("veryfront"),
  beyond: Samples.deviations("veryfront")
})

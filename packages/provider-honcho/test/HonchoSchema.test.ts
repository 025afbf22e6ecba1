/** The schema agrees with the contract on all samples and on mutations of them. */
import { Contract, Samples } from "@org/messages-contract"
import { SchemaSuite } from "@org/messages-contract/suites"
import { Drift } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { HonchoSchema } from "../src/index.js"

SchemaSuite.run("HonchoMessage", {
  contract: Contract.of("honcho.get-message").success,
  is: Schema.is(HonchoSchema.HonchoMessage),
  drift: Drift.of(HonchoSchema.HonchoMessage),
  samples: Samples.messages("honcho"),
  beyond: Samples.deviations("honcho")
})

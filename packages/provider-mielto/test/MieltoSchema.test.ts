/** The schema agrees with the contract on all samples and on mutations of them. */
import { Contract, Samples } from "@org/messages-contract"
import { SchemaSuite } from "@org/messages-contract/suites"
import { Drift } from "@org/messages-core"
import * as Schema from "effect/Schema"
import { MieltoSchema } from "../src/index.js"

SchemaSuite.run("MieltoMessage", {
  contract: Contract.of("mielto.get-message").success,
  is: Schema.is(MieltoSchema.MieltoMessage),
  drift: Drift.of(MieltoSchema.MieltoMessage),
  samples: Samples.messages("mielto"),
  beyond: Samples.deviations("mielto")
})

/** The strict reading: where native JSON departs from its provider's contract. */
import { Drift, type Json, type Provider } from "@org/messages-core"
import { FactorySchema } from "@org/messages-provider-factory"
import { HonchoSchema } from "@org/messages-provider-honcho"
import { MieltoSchema } from "@org/messages-provider-mielto"
import { VeryfrontSchema } from "@org/messages-provider-veryfront"

/** Every departure, with a JSON Pointer and what the contract has there; none for a message within the contract. */
export const drift = (provider: Provider.Provider, native: Json.Json): ReadonlyArray<Drift.Drift> =>
  readings[provider](native)

const readings = {
  factory: Drift.of(FactorySchema.FactoryMessage),
  mielto: Drift.of(MieltoSchema.MieltoMessage),
  honcho: Drift.of(HonchoSchema.HonchoMessage),
  veryfront: Drift.of(VeryfrontSchema.VeryfrontMessage)
}

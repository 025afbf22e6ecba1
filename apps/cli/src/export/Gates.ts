/** One gate for each provider, so that its refusal slows all of the command. */
import { Gate } from "@org/messages-conversations"
import { Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"

/** The gates. */
export type Gates = Record.ReadonlyRecord<Provider.Provider, Gate.Gate>

/** Makes them; `onWait` hears of every wait for a provider, in milliseconds. */
export const make = (
  onWait: (provider: Provider.Provider, milliseconds: number) => Effect.Effect<void>
): Effect.Effect<Gates> =>
  Effect.all(
    Record.map(Provider.descriptors, (_, provider) =>
      Gate.make({ onWait: (milliseconds) => onWait(provider, milliseconds) })
    )
  )

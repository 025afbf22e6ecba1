/** The pace of requests to a provider: as many at once as it accepts, at a rate that all servers share. */
import type { MessageError, Provider } from "@org/messages-core"
import { Gate, type Pages } from "@org/messages-conversations"
import * as Effect from "effect/Effect"
import type { ExportsUnavailable } from "../ExportsError.js"

/** The pace of a provider that all servers share. Times are in milliseconds. */
export interface SharedPace {
  /** How many requests of a process may hold a reserved moment at once; `undefined` if the provider has no rate. */
  readonly atOnce: (provider: Provider.Provider) => number | undefined
  /** How long to wait before the next request. */
  readonly wait: (provider: Provider.Provider) => Effect.Effect<number, ExportsUnavailable>
  /** Makes all servers wait. */
  readonly pause: (provider: Provider.Provider, milliseconds: number) => Effect.Effect<void, ExportsUnavailable>
}

/** Callbacks for the requests of a lane. */
export interface Listener {
  /** Called on every refusal. */
  readonly onRefusal: Effect.Effect<void>
  /** Called when a wait is too long for one activity; ends the activity. */
  readonly onLongWait: Effect.Effect<never>
}

/** Admits the requests of lanes. */
export interface Pace {
  readonly through: (provider: Provider.Provider, listener: Listener) => Pages.Through
  /** Runs a step, from its request until its page is stored, so that memory holds few pages. */
  readonly step: <A, E>(provider: Provider.Provider, step: Effect.Effect<A, E>) => Effect.Effect<A, E>
}

/** The longest wait inside an activity. */
const longest = 60_000

/** Makes the pace of a process; `maximum` is how many steps of a provider it runs at once. */
export const make = (shared: SharedPace, maximum: number): Pace => {
  const providers = new Map<Provider.Provider, Parts>()
  const of = (provider: Provider.Provider) =>
    Effect.suspend(() => {
      const found = providers.get(provider)
      if (found !== undefined) return Effect.succeed(found)
      return Effect.map(Gate.make({ maximum }), (gate) => {
        const made = providers.get(provider) ?? partsOf(gate, maximum, shared.atOnce(provider))
        providers.set(provider, made)
        return made
      })
    })

  return {
    step: (provider, step) => Effect.flatMap(of(provider), ({ slots }) => slots.withPermits(1)(step)),
    through: (provider, { onLongWait, onRefusal }) => {
      // An unreachable database need not stop a read here: storing the page waits for it anyway.
      const wait = Effect.orElseSucceed(shared.wait(provider), () => 0).pipe(
        Effect.flatMap((wait) => (wait > longest ? onLongWait : Effect.sleep(wait)))
      )
      const waitWith = (turns: Effect.Semaphore | undefined) =>
        turns === undefined ? wait : Effect.raceFirst(turns.withPermits(1)(wait), Effect.delay(onLongWait, longest))
      const refused = (milliseconds: number) =>
        Effect.zipRight(onRefusal, Effect.ignore(shared.pause(provider, milliseconds))).pipe(
          Effect.zipRight(milliseconds > longest ? onLongWait : Effect.void)
        )
      return (request) =>
        Effect.flatMap(of(provider), ({ gate, turns }) =>
          gate.run(
            Effect.zipRight(waitWith(turns), request).pipe(
              Effect.tapError((error) => {
                const refusal = refusalOf(error)
                return refusal === undefined ? Effect.void : refused(refusal)
              })
            )
          )
        )
    }
  }
}

/** The state of a process for one provider. */
interface Parts {
  readonly gate: Gate.Gate
  readonly slots: Effect.Semaphore
  /**
   * Limits who may reserve a moment. Requests that hold one do not see that another was refused, and when this process was late, they would all
   * be sent at once: so few hold one.
   */
  readonly turns: Effect.Semaphore | undefined
}

const partsOf = (gate: Gate.Gate, maximum: number, atOnce: number | undefined): Parts => ({
  gate,
  slots: Effect.unsafeMakeSemaphore(maximum),
  turns: atOnce === undefined ? undefined : Effect.unsafeMakeSemaphore(atOnce)
})

/** How long a refusal (429) asks to wait; 1 s if it does not say. */
const refusalOf = (error: { readonly _tag: string }): number | undefined =>
  isFailure(error) && error.reason === "RateLimited" ? (error.retryAfterMs ?? 1000) : undefined

const isFailure = (error: { readonly _tag: string }): error is MessageError.ProviderFailure =>
  error._tag === "ProviderFailure"

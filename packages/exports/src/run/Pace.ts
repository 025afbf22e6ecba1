/** The pace of requests to a provider: as many at once as it accepts, at a rate that all servers share. */
import type { MessageError, Provider } from "@org/messages-core"
import { Gate, type Pages } from "@org/messages-conversations"
import * as Clock from "effect/Clock"
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

/**
 * On a busy machine, a process may miss its moment. If it is more than this many milliseconds late, it takes another one, because other
 * requests have the moments after it. A process that was refused in the meantime does the same.
 */
const late = 50

/** How many other moments it takes at most. */
const maximumMoments = 3

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
      const moment = (parts: Parts, others = maximumMoments): Effect.Effect<void> =>
        Effect.gen(function* () {
          // An unreachable database need not stop a read here: storing the page waits for it anyway.
          const wait = yield* Effect.orElseSucceed(shared.wait(provider), () => 0)
          if (wait > longest) return yield* onLongWait
          const due = (yield* Clock.currentTimeMillis) + wait
          yield* Effect.sleep(wait)
          const now = yield* Clock.currentTimeMillis
          if (others > 0 && (now > due + late || now < parts.pausedUntil)) yield* moment(parts, others - 1)
        })
      const wait = (parts: Parts) =>
        parts.turns === undefined
          ? moment(parts)
          : Effect.raceFirst(parts.turns.withPermits(1)(moment(parts)), Effect.delay(onLongWait, longest))
      const refused = (parts: Parts, milliseconds: number) =>
        Effect.gen(function* () {
          parts.pausedUntil = Math.max(parts.pausedUntil, (yield* Clock.currentTimeMillis) + milliseconds)
          yield* onRefusal
          yield* Effect.ignore(shared.pause(provider, milliseconds))
          if (milliseconds > longest) yield* onLongWait
        })
      return (request) =>
        Effect.flatMap(of(provider), (parts) =>
          parts.gate.run(
            Effect.zipRight(wait(parts), request).pipe(
              Effect.tapError((error) => {
                const refusal = refusalOf(error)
                return refusal === undefined ? Effect.void : refused(parts, refusal)
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
  /** Limits how many requests reserve a moment at once: a request that holds one does not notice that another process was refused. */
  readonly turns: Effect.Semaphore | undefined
  /** Until when the last refusal asked to wait. */
  pausedUntil: number
}

const partsOf = (gate: Gate.Gate, maximum: number, atOnce: number | undefined): Parts => ({
  gate,
  slots: Effect.unsafeMakeSemaphore(maximum),
  turns: atOnce === undefined ? undefined : Effect.unsafeMakeSemaphore(atOnce),
  pausedUntil: -Infinity
})

/** How long a refusal (429) asks to wait; 1 s if it does not say. */
const refusalOf = (error: { readonly _tag: string }): number | undefined =>
  isFailure(error) && error.reason === "RateLimited" ? (error.retryAfterMs ?? 1000) : undefined

const isFailure = (error: { readonly _tag: string }): error is MessageError.ProviderFailure =>
  error._tag === "ProviderFailure"

/** The gate of one provider. It adapts the number of requests in flight to what the provider accepts, and a refusal makes all of them wait. */
import { type MessageError, Provider } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Record from "effect/Record"

/** Settings of a gate. */
export interface Options {
  /** The most requests that may be in flight. */
  readonly maximum?: number | undefined
  /** Called on every wait for the provider, with its milliseconds, so that a program can show it. */
  readonly onWait?: ((milliseconds: number) => Effect.Effect<void>) | undefined
  /** How often a request is retried while its provider is unavailable; 5 if absent. */
  readonly outages?: number | undefined
  /** The longest wait that a refusal may ask for, in milliseconds. A request that must wait longer fails. There is no limit if absent. */
  readonly longestWait?: number | undefined
}

/** Admits requests to one provider. */
export interface Gate {
  /**
   * Runs a request. A refusal (`RateLimited`) makes all requests of the gate wait as long as the provider asks; the request is then
   * retried, up to 10 times. While the provider is unavailable, it is retried after 1 s, 2 s, 4 s and so on. A post is sent
   * again only if it is certain that it was not delivered.
   */
  readonly run: <A, E extends { readonly _tag: string }>(request: Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** The same for a caller that retries by itself: the request waits for its turn, but fails at once if it is refused. */
  readonly once: <A, E extends { readonly _tag: string }>(request: Effect.Effect<A, E>) => Effect.Effect<A, E>
}

/** A gate for each provider. */
export type Gates = Record.ReadonlyRecord<Provider.Provider, Gate>

/** Makes a gate for each provider, so that a provider's refusal slows all of its requests. */
export const makeAll = ({
  onWait,
  ...options
}: Omit<Options, "onWait"> & {
  /** Runs before requests to a provider pause, with the provider and the pause in milliseconds. */
  readonly onWait?: ((provider: Provider.Provider, milliseconds: number) => Effect.Effect<void>) | undefined
} = {}): Effect.Effect<Gates> =>
  Effect.all(
    Record.map(Provider.descriptors, (_, provider) =>
      make({ ...options, onWait: onWait && ((milliseconds) => onWait(provider, milliseconds)) })
    )
  )

const refusals = 10

/** Makes the gate of one provider: additive increase, multiplicative decrease, between 1 and the maximum. */
export const make = ({
  longestWait = Infinity,
  maximum = 48,
  onWait = () => Effect.void,
  outages = 5
}: Options = {}): Effect.Effect<Gate> =>
  Effect.map(Effect.makeSemaphore(Math.min(4, maximum)), (permits) => {
    let limit = Math.min(4, maximum)
    let openAt = 0
    let steadyUntil = 0

    const wait = (milliseconds: number) =>
      milliseconds <= 0 ? Effect.void : Effect.zipRight(onWait(milliseconds), Effect.sleep(milliseconds))

    const enter = Effect.gen(function* () {
      const delay = openAt - (yield* Clock.currentTimeMillis)
      // Each waits a little longer, so that they do not all resume at the same moment.
      if (delay > 0) yield* wait(Math.ceil(delay * (1 + (yield* Random.next) * 0.1)))
    })

    const widen = Effect.suspend(() => {
      limit = Math.min(maximum, limit + 1 / limit)
      return permits.resize(Math.floor(limit))
    })

    const narrow = (retryAfterMs: number) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        openAt = Math.max(openAt, now + retryAfterMs)
        if (now >= steadyUntil) {
          limit = Math.max(1, limit * 0.7)
          steadyUntil = now + 1000
        }
        return permits.resize(Math.floor(limit))
      })

    const pass = <A, E extends { readonly _tag: string }>(request: Effect.Effect<A, E>) =>
      permits.withPermits(1)(
        Effect.zipRight(enter, request).pipe(
          Effect.tap(widen),
          Effect.tapError((error) => {
            const refusal = refusalOf(error)
            return refusal === undefined || refusal > longestWait ? Effect.void : narrow(refusal)
          })
        )
      )

    const run = <A, E extends { readonly _tag: string }>(
      request: Effect.Effect<A, E>,
      refused = 0,
      unavailable = 0
    ): Effect.Effect<A, E> =>
      Effect.catchAll(pass(request), (error) => {
        const refusal = refusalOf(error) ?? Infinity
        if (refusal < Infinity && refusal <= longestWait && refused < refusals)
          return run(request, refused + 1, unavailable)
        if (isOutage(error) && unavailable < outages)
          return Effect.zipRight(wait(1000 * 2 ** unavailable), run(request, refused, unavailable + 1))
        return Effect.fail(error)
      })

    return { run: (request) => run(request), once: (request) => run(request, refusals) }
  })

/** How long a refusal (429) asks to wait; 1 s if it does not say. */
const refusalOf = (error: { readonly _tag: string }): number | undefined =>
  isFailure(error) && isRepeatable(error) && error.reason === "RateLimited" ? (error.retryAfterMs ?? 1000) : undefined

const isOutage = (error: { readonly _tag: string }): boolean =>
  isFailure(error) && isRepeatable(error) && (error.reason === "Unavailable" || error.reason === "Timeout")

const isRepeatable = ({ delivery }: MessageError.ProviderFailure): boolean => delivery !== "unknown"

const isFailure = (error: { readonly _tag: string }): error is MessageError.ProviderFailure =>
  error._tag === "ProviderFailure"

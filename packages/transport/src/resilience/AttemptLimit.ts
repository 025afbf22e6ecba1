/** Limits the attempts of calls, for a caller that waits and retries by itself. */
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import { globalValue } from "effect/GlobalValue"

const limit = globalValue("@org/messages-transport/AttemptLimit", () => FiberRef.unsafeMake(Infinity))

/** The limit of the calls of this fiber. Only a call whose first attempt failed reads it. */
export const current: Effect.Effect<number> = FiberRef.get(limit)

/** Lets each call of the effect make at most this many attempts; without a number, as many as the policy allows. */
export const within = <A, E, R>(call: Effect.Effect<A, E, R>, attempts: number | undefined): Effect.Effect<A, E, R> =>
  attempts === undefined ? call : Effect.locally(call, limit, attempts)

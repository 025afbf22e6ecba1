/** Yields to the event loop, so that a long step does not delay other requests. */
import * as Effect from "effect/Effect"

/** Yields before and after a long step. */
export const yieldAround = <A, E>(step: () => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  next.pipe(Effect.zipRight(Effect.suspend(step)), Effect.zipLeft(next))

/** Runs a step at once. The effect gives its value, and yields first if the step took more than 10 ms. */
export const yieldAfterLong = <A>(step: () => A): Effect.Effect<A> => {
  const start = performance.now()
  const value = step()
  return performance.now() - start > longMs ? Effect.as(next, value) : Effect.succeed(value)
}

/** Reading a typical message takes far less time. */
const longMs = 10

const next = Effect.async<void>((resume) => {
  const timer = setTimeout(() => resume(Effect.void))
  return Effect.sync(() => clearTimeout(timer))
})

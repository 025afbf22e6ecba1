/** Turns of the event loop: other work comes between the steps of a long one. */
import * as Effect from "effect/Effect"

/** Runs a long step with a turn before and after it. */
export const ofItsOwn = <A, E>(step: () => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  next.pipe(Effect.zipRight(Effect.suspend(step)), Effect.zipLeft(next))

/** Runs a step, with a turn after it if it took long. */
export const afterLong = <A>(step: () => A): Effect.Effect<A> =>
  Effect.suspend(() => {
    const start = performance.now()
    const value = step()
    return performance.now() - start > longMs ? Effect.as(next, value) : Effect.succeed(value)
  })

/** The time that a read of a usual message takes is far below this. */
const longMs = 10

const next = Effect.async<void>((resume) => {
  const timer = setTimeout(() => resume(Effect.void))
  return Effect.sync(() => clearTimeout(timer))
})

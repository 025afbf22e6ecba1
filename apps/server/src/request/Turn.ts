/** Lets the event loop take its turn, so that other requests are served between the steps of a large one. */
import * as Effect from "effect/Effect"

/** Gives a value in the next turn. */
export const next = <A>(value: A): Effect.Effect<A> =>
  Effect.async((resume) => {
    const callback = setImmediate(() => resume(Effect.succeed(value)))
    return Effect.sync(() => clearImmediate(callback))
  })

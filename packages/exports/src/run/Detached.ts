/** Work that stays interruptible where the engine runs it. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

/**
 * Runs an effect in a fiber of its own. The engine runs activities uninterruptibly, and an interruption inside one would end it with a
 * defect, which the engine would store as its result. But the effect has to interrupt its own requests.
 */
export const run = <A>(effect: Effect.Effect<A>): Effect.Effect<A> =>
  Effect.flatMap(Effect.forkDaemon(Effect.interruptible(effect)), (fiber) =>
    Effect.onInterrupt(Fiber.join(fiber), () => Fiber.interrupt(fiber))
  )

/** Work that stays interruptible where the engine runs it. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

/**
 * Runs an effect in a fiber of its own. The engine runs activities uninterruptibly, and one that saw an interruption inside would end as a
 * defect, which is a result for ever; and the effect itself interrupts requests.
 */
export const run = <A>(effect: Effect.Effect<A>): Effect.Effect<A> =>
  Effect.flatMap(Effect.forkDaemon(Effect.interruptible(effect)), (fiber) =>
    Effect.onInterrupt(Fiber.join(fiber), () => Fiber.interrupt(fiber))
  )

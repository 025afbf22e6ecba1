/**
 * Runs effects on reused fibers. A new fiber copies every fiber ref, and the set of root fibers that it enters links the garbage
 * of one request to that of the next, so that all of it becomes old before it is collected.
 */
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Runtime from "effect/Runtime"
import type * as Scope from "effect/Scope"

/** Runs effects that never fail, each on a fiber of its own. */
export interface FiberPool<A> {
  /**
   * Runs an effect and passes its value to `onEnd`, or `undefined` if the effect was interrupted or died. Returns a function that interrupts
   * the effect if it still runs.
   */
  readonly run: (effect: Effect.Effect<A>, onEnd: (value: A | undefined) => void) => () => void
}

/** The most idle fibers; further fibers of a burst end. */
export const capacity = 128

/** Makes a pool whose waiting fibers end with the scope. */
export const make = <A>(): Effect.Effect<FiberPool<A>, never, Scope.Scope> =>
  Effect.gen(function* () {
    const fork = Runtime.runFork(yield* Effect.runtime())
    const waiting: Array<Worker<A>> = []
    yield* Effect.addFinalizer(() => Effect.sync(() => waiting.splice(0).forEach((worker) => worker.interrupt())))
    return {
      run: (effect, onEnd) => {
        const worker = waiting.pop() ?? new Worker<A>(waiting, fork)
        return worker.run(effect, onEnd)
      }
    }
  })

/** One fiber of the pool, which becomes idle after each effect. */
class Worker<A> {
  readonly #fiber: Fiber.RuntimeFiber<void>
  #resume: ((effect: Effect.Effect<void>) => void) | undefined
  #onEnd: ((value: A | undefined) => void) | undefined
  #isInterrupted = false

  constructor(waiting: Array<Worker<A>>, fork: (effect: Effect.Effect<void>) => Fiber.RuntimeFiber<void>) {
    const next = Effect.async<void>((resume) => {
      this.#resume = resume
      if (this.#onEnd === undefined && !this.#isInterrupted) waiting.push(this)
    })
    const work: Effect.Effect<void> = Effect.flatMap(next, () => (waiting.length < capacity ? work : Effect.void))
    this.#onEnd = () => undefined
    this.#fiber = fork(work)
    this.#fiber.addObserver(() => this.#end(undefined))
  }

  run(effect: Effect.Effect<A>, onEnd: (value: A | undefined) => void): () => void {
    this.#onEnd = onEnd
    this.#resume?.(Effect.map(effect, (value) => this.#end(value)))
    return () => {
      if (this.#onEnd === onEnd) this.interrupt()
    }
  }

  interrupt(): void {
    this.#isInterrupted = true
    this.#fiber.unsafeInterruptAsFork(FiberId.none)
  }

  #end(value: A | undefined): void {
    this.#onEnd?.(value)
    this.#onEnd = undefined
  }
}

/** Reads one step ahead of the caller, in one fiber. */
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"

/** A reader that works while the caller uses its last result. It serves one caller. */
export interface ReadAhead<S, A, E> {
  /** Starts the next read, if the last result was taken. */
  readonly begin: (state: S) => void
  /** Waits for the result. */
  readonly take: Effect.Effect<A, E>
}

/**
 * The reader ends with the scope. A fiber for each page, or a queue, would link dead objects into a chain that V8 does not free until
 * it collects the whole heap, so every page would be copied into the old generation.
 */
export const make = <S, A, E, R>(
  read: (state: S) => Effect.Effect<A, E, R>
): Effect.Effect<ReadAhead<S, A, E>, never, R | Scope.Scope> => {
  const states = mailbox<S>()
  const results = mailbox<Exit.Exit<A, E>>()
  return states.take.pipe(
    Effect.flatMap((state) => Effect.exit(read(state))),
    Effect.map(results.put),
    Effect.forever,
    Effect.forkScoped,
    Effect.as({ begin: states.put, take: Effect.flatten(results.take) })
  )
}

/** Holds one value until it is taken. An async effect that resumes at once would join such a chain, so taking a value that is ready uses none. */
const mailbox = <A>() => {
  let value: { readonly of: A } | undefined
  let resume: ((taken: Effect.Effect<A>) => void) | undefined
  const wait = Effect.async<A>((taken) => {
    resume = taken
  })
  return {
    put: (of: A): void => {
      const waiting = resume
      resume = undefined
      if (waiting === undefined) value = { of }
      else waiting(Effect.succeed(of))
    },
    take: Effect.suspend(() => {
      const found = value
      value = undefined
      return found === undefined ? wait : Effect.succeed(found.of)
    })
  }
}

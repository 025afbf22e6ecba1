/** Opens a resource in the background, retrying until it opens. */
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as ExecutionStrategy from "effect/ExecutionStrategy"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import { ExportsUnavailable } from "./ExportsError.js"

/** How long to wait after a failed attempt. */
const interval = "2 seconds"

/** Returns the resource, which closes with the surrounding scope. The first use waits for the first attempt; later uses fail as the last attempt did. */
export const make = <A, R>(open: Effect.Effect<A, ExportsUnavailable, R | Scope.Scope>) =>
  Effect.gen(function* () {
    const scope = yield* Effect.scope
    const first = yield* Deferred.make<void>()
    let state: Exit.Exit<A, ExportsUnavailable> = Exit.fail(new ExportsUnavailable({ problem: "it is not open yet" }))

    const attempt = Effect.gen(function* () {
      const inner = yield* Scope.fork(scope, ExecutionStrategy.sequential)
      const exit = yield* Effect.exit(Scope.extend(open, inner))
      state = Exit.isSuccess(exit) ? exit : Exit.fail(failureOf(exit.cause))
      if (Exit.isFailure(exit)) yield* Scope.close(inner, exit)
      yield* Deferred.succeed(first, undefined)
      return Exit.isSuccess(exit)
    })

    yield* attempt.pipe(
      Effect.repeat({ until: (isOpen) => isOpen, schedule: Schedule.spaced(interval) }),
      Effect.forkScoped
    )
    return Effect.zipRight(
      Deferred.await(first),
      Effect.suspend(() => state)
    )
  })

/** The engine reports some failures of its database as defects. */
const failureOf = (cause: Cause.Cause<ExportsUnavailable>): ExportsUnavailable =>
  Option.getOrElse(
    Cause.failureOption(cause),
    () => new ExportsUnavailable({ problem: "its engine cannot be started" })
  )

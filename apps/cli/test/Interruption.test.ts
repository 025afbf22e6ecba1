import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Interruption from "../src/Interruption.js"

/** Runs a command that sends the signal itself, at the point where it wants it. */
const interrupted = <A, E>(
  command: (here: Effect.Effect<never>) => Effect.Effect<A, E, Interruption.Posting>,
  signal: Interruption.Signal = "SIGINT"
) =>
  Effect.gen(function* () {
    const reached = yield* Deferred.make<true>()
    const here = Effect.zipRight(Deferred.succeed(reached, true), Effect.never)
    const signals = Effect.as(Deferred.await(reached), signal)
    const failure = yield* Interruption.guard(command(here)).pipe(
      Effect.provideService(Interruption.Signals, signals),
      Effect.flip
    )
    // An assertion on errors compares only their messages.
    return failure instanceof Interruption.Interrupted
      ? { signal: failure.signal, post: Option.getOrUndefined(failure.post) }
      : failure
  })

describe("Interruption", () => {
  it.effect("gives the result of the command if no signal comes", () =>
    Effect.gen(function* () {
      const guard = <A, E>(command: Effect.Effect<A, E, Interruption.Posting>) =>
        Effect.exit(Effect.provideService(Interruption.guard(command), Interruption.Signals, Effect.never))
      assert.deepStrictEqual(yield* guard(Effect.succeed(1)), Exit.succeed(1))
      assert.deepStrictEqual(yield* guard(Effect.fail("no")), Exit.fail("no"))
    })
  )

  const posted = Effect.succeed({ ref: "factory:a/m" })
  const told = () => Effect.void

  it.effect("names the conversation while the post is under way", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* interrupted((here) => Interruption.posting("factory:a", here, told), "SIGTERM"), {
        signal: "SIGTERM",
        post: { posting: "factory:a" }
      })
    })
  )

  it.effect("names the ref of a posted message until it is printed", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* interrupted((here) => Interruption.posting("factory:a", posted, () => here)), {
        signal: "SIGINT",
        post: { posted: "factory:a/m" }
      })
    })
  )

  it.effect("names no post before it starts or after it is printed", () =>
    Effect.gen(function* () {
      const before = (here: Effect.Effect<never>) => Effect.zipRight(here, Interruption.posting("c", posted, told))
      const done = (here: Effect.Effect<never>) => Effect.zipRight(Interruption.posting("c", posted, told), here)
      const refused = (here: Effect.Effect<never>) =>
        Effect.catchAll(Interruption.posting("c", Effect.fail("no"), told), () => here)
      for (const command of [before, done, refused])
        assert.deepStrictEqual(yield* interrupted(command), { signal: "SIGINT", post: undefined })
    })
  )

  it.effect("does not wait for a command that does not end", () =>
    Effect.gen(function* () {
      const stubborn = (here: Effect.Effect<never>) => Effect.onInterrupt(here, () => Effect.never)
      assert.deepStrictEqual(yield* interrupted(stubborn), { signal: "SIGINT", post: undefined })
    })
  )
})

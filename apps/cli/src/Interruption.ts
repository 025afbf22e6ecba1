/** Ctrl-C and SIGTERM: they end the command at once, and what a post may have done is told. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"

export type Signal = "SIGINT" | "SIGTERM"

/** `posting` is the conversation of a post whose answer had not come. */
export class Interrupted extends Data.TaggedError("Interrupted")<{
  readonly signal: Signal
  readonly posting: Option.Option<string>
}> {}

/** Waits for a signal that asks this process to end. */
export class Signals extends Context.Tag("@org/messages-cli/Signals")<Signals, Effect.Effect<Signal>>() {}

/** The conversation that is being posted to. */
export class Posting extends Context.Tag("@org/messages-cli/Posting")<Posting, Ref.Ref<Option.Option<string>>>() {}

/** Says, while the effect runs, that nobody would know its outcome if it ended now. */
export const posting = <A, E, R>(conversation: string, effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Posting, (ref) =>
    Ref.set(ref, Option.some(conversation)).pipe(Effect.zipRight(effect), Effect.ensuring(Ref.set(ref, Option.none())))
  )

/** The command, or the signal that came before its end. The command is not waited for: nothing of it outlives the process. */
export const guard = <A, E, R>(command: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const ref = yield* Ref.make(Option.none<string>())
    const signals = yield* Signals
    const interrupted = Effect.flatMap(signals, (signal) =>
      Effect.flatMap(Ref.get(ref), (posting) => Effect.fail(new Interrupted({ signal, posting })))
    )
    return yield* Effect.raceFirst(
      Effect.disconnect(Effect.provideService(command, Posting, ref)),
      Effect.disconnect(interrupted)
    )
  })

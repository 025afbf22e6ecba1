/** Ctrl-C and SIGTERM: they end the command at once, and what a post may have done is told. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"

export type Signal = "SIGINT" | "SIGTERM"

/** A post whose result nobody has seen: the conversation while its answer has not come, then the ref of the message. */
export type Post = { readonly posting: string } | { readonly posted: string }

export class Interrupted extends Data.TaggedError("Interrupted")<{
  readonly signal: Signal
  readonly post: Option.Option<Post>
}> {}

/** Waits for a signal that asks this process to end. */
export class Signals extends Context.Tag("@org/messages-cli/Signals")<Signals, Effect.Effect<Signal>>() {}

/** The post that is under way. */
export class Posting extends Context.Tag("@org/messages-cli/Posting")<Posting, Ref.Ref<Option.Option<Post>>>() {}

/** Posts, and tells of it: what nobody would know of the post, if it all ended now, is kept until then. */
export const posting = <A extends { readonly ref: string }, E, R, E2, R2>(
  conversation: string,
  post: Effect.Effect<A, E, R>,
  tell: (posted: A) => Effect.Effect<void, E2, R2>
) =>
  Effect.flatMap(Posting, (state) =>
    Ref.set(state, Option.some({ posting: conversation })).pipe(
      Effect.zipRight(post),
      Effect.tap(({ ref }) => Ref.set(state, Option.some({ posted: ref }))),
      Effect.tap(tell),
      Effect.ensuring(Ref.set(state, Option.none()))
    )
  )

/** The command, or the signal that came before its end. The command is not waited for: nothing of it outlives the process. */
export const guard = <A, E, R>(command: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const state = yield* Ref.make(Option.none<Post>())
    const signals = yield* Signals
    const interrupted = Effect.flatMap(signals, (signal) =>
      Effect.flatMap(Ref.get(state), (post) => Effect.fail(new Interrupted({ signal, post })))
    )
    return yield* Effect.raceFirst(
      Effect.disconnect(Effect.provideService(command, Posting, state)),
      Effect.disconnect(interrupted)
    )
  })

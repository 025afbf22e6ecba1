/** Ctrl-C, SIGTERM and closing the terminal (SIGHUP) end a command at once. The error says what a post may have done by then. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"

/** A signal that ends a command. */
export type Signal = "SIGINT" | "SIGTERM" | "SIGHUP"

/**
 * What a person must know if a signal comes: a post whose result is not printed yet, with its conversation until the response arrives, then with
 * the ref of the message; or work that continues when the command is repeated, with `--resume` if the command has that option.
 */
export type Post = { readonly posting: string } | { readonly posted: string } | Resumable

/** Work that can continue: the name of its command, and whether that needs the option `--resume`. */
export interface Resumable {
  readonly resumable: string
  readonly isOption: boolean
}

/** A signal ended the command; `post` is the post in flight. */
export class Interrupted extends Data.TaggedError("Interrupted")<{
  readonly signal: Signal
  readonly post: Option.Option<Post>
}> {}

/** Waits for a signal that asks this process to end. */
export class Signals extends Context.Tag("@org/messages-cli/Signals")<Signals, Effect.Effect<Signal>>() {}

/** The post in flight. */
export class Posting extends Context.Tag("@org/messages-cli/Posting")<Posting, Ref.Ref<Option.Option<Post>>>() {}

/** A program that shares the terminal, such as a pager. It gets the signal and restores the terminal before this process ends. */
export class Foreground extends Context.Tag("@org/messages-cli/Foreground")<
  Foreground,
  Ref.Ref<Option.Option<(signal: Signal) => Effect.Effect<void>>>
>() {}

/** Posts and prints the result. Until that is done, an interruption can name the conversation or the ref. */
export const posting = <A extends { readonly ref?: string }, E, R, E2, R2>(
  conversation: string,
  post: Effect.Effect<A, E, R>,
  print: (posted: A) => Effect.Effect<void, E2, R2>
) =>
  Effect.flatMap(Posting, (state) =>
    Ref.set(state, Option.some({ posting: conversation })).pipe(
      Effect.zipRight(post),
      Effect.tap(({ ref }) => Ref.set(state, Option.some({ posted: ref ?? conversation }))),
      Effect.tap(print),
      Effect.ensuring(Ref.set(state, Option.none()))
    )
  )

/** Runs work that continues if the command is repeated after a signal, with `--resume` unless `isOption` is false; `name` is the command's name. */
export const resumable = <A, E, R>(name: string, work: Effect.Effect<A, E, R>, isOption = true) =>
  Effect.flatMap(Posting, (state) =>
    Effect.ensuring(
      Effect.zipRight(Ref.set(state, Option.some({ resumable: name, isOption })), work),
      Ref.set(state, Option.none())
    )
  )

/** Runs a command until it ends or a signal comes. It does not wait for an interrupted command, because the process ends. */
export const guard = <A, E, R>(command: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const state = yield* Ref.make(Option.none<Post>())
    const foreground = yield* Ref.make(Option.none<(signal: Signal) => Effect.Effect<void>>())
    const signals = yield* Signals
    const interrupted = Effect.gen(function* () {
      const signal = yield* signals
      const post = yield* Ref.get(state)
      const release = yield* Ref.get(foreground)
      if (Option.isSome(release)) yield* release.value(signal)
      return yield* new Interrupted({ signal, post })
    })
    return yield* Effect.raceFirst(
      Effect.disconnect(
        command.pipe(Effect.provideService(Posting, state), Effect.provideService(Foreground, foreground))
      ),
      Effect.disconnect(interrupted)
    )
  })

/** Runs effects as Promises: a failure is thrown as it is, and a signal ends what runs. */
import type { Messages } from "@org/messages-core"
import * as Cause from "effect/Cause"
import * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { InvalidSettings } from "./InvalidSettings.js"
import type { Call } from "./MessagesClient.js"

type Port = Layer.Layer<Messages.Messages, ConfigError.ConfigError>

type Runtime = ManagedRuntime.ManagedRuntime<Messages.Messages, ConfigError.ConfigError>

/** Runs effects over the port. */
export interface PromiseRuntime {
  readonly run: <A, E>(effect: Effect.Effect<A, E, Messages.Messages>, call?: Call) => Promise<A>
  readonly iterate: <A, E>(stream: Stream.Stream<A, E, Messages.Messages>, call?: Call) => AsyncIterable<A>
  readonly close: () => Promise<void>
}

/** A runtime over the port that `load` gives at the first call. */
export const make = (load: () => Promise<Port>): PromiseRuntime => {
  let runtime: Promise<Runtime> | undefined
  let isClosed = false

  const run = async <A, E>(effect: Effect.Effect<A, E, Messages.Messages>, { signal }: Call = {}): Promise<A> => {
    if (isClosed) throw new Error("This client is closed")
    signal?.throwIfAborted()
    runtime ??= load().then(ManagedRuntime.make)
    const exit = await (await runtime).runPromiseExit(effect, signal && { signal })
    if (Exit.isSuccess(exit)) return exit.value
    if (Cause.isInterruptedOnly(exit.cause)) throw signal?.aborted === true ? signal.reason : closed()
    throw toError(Cause.squash(exit.cause))
  }

  async function* iterate<A, E>(stream: Stream.Stream<A, E, Messages.Messages>, call?: Call): AsyncGenerator<A> {
    const scope = Effect.runSync(Scope.make())
    try {
      const pull = await run(Scope.extend(Stream.toPull(stream), scope), call)
      const next = Effect.asSome(pull).pipe(
        Effect.catchAll(Option.match({ onNone: () => Effect.succeedNone, onSome: (error) => Effect.fail(error) }))
      )
      for (let items = await run(next, call); Option.isSome(items); items = await run(next, call)) yield* items.value
    } finally {
      await Effect.runPromise(Scope.close(scope, Exit.void))
    }
  }

  return {
    run,
    iterate: (stream, call) => ({ [Symbol.asyncIterator]: () => iterate(stream, call) }),
    close: async () => {
      isClosed = true
      await (await runtime)?.dispose()
    }
  }
}

const closed = () => new Error("This client was closed")

const toError = (error: unknown): unknown =>
  ConfigError.isConfigError(error) ? new InvalidSettings(sentences(error).join("; ")) : error

const sentences = (error: ConfigError.ConfigError): ReadonlyArray<string> =>
  error._op === "And" || error._op === "Or"
    ? [...sentences(error.left), ...sentences(error.right)]
    : [`${error.path.join(".")} cannot be used: ${error.message}`]

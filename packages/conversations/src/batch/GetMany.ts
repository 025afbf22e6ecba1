/** Many messages by their refs: each result apart, so that one bad ref never ends the others. */
import { type Address, type Message, type MessageError, MessageRef, Messages, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** The result for one ref: its message or its error. */
export type Result =
  | { readonly ref: string; readonly message: Message.Message }
  | { readonly ref: string; readonly error: MessageError.MessageError }

/** How many messages are read at once, and in which order the results come. */
export interface Options {
  /** How many requests may be under way for each provider; 8 if absent. */
  readonly concurrency?: number | undefined
  /** Whether results come as they are there, and not in the order of the refs. */
  readonly unordered?: boolean | undefined
}

/** The results in the order of the refs. Every ref is asked for once, however often it is given. */
export const getMany = (
  refs: ReadonlyArray<string>,
  { concurrency = 8, unordered = false }: Options = {}
): Stream.Stream<Result, never, Messages.Messages> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const port = yield* Messages.Messages
      const gates = new Map<Provider.Provider, Effect.Semaphore>()
      const gateOf = (provider: Provider.Provider) => {
        const gate = gates.get(provider) ?? Effect.unsafeMakeSemaphore(concurrency)
        gates.set(provider, gate)
        return gate
      }
      const read = (address: Address.MessageAddress) => gateOf(address.provider).withPermits(1)(port.get(address))
      const readOnce = yield* Effect.cachedFunction((ref: string) => Effect.flatMap(MessageRef.parse(ref), read))
      const repeated = repetitions(refs)
      const result = (ref: string): Effect.Effect<Result> =>
        Effect.match(repeated.has(ref) ? readOnce(ref) : Effect.flatMap(MessageRef.parse(ref), read), {
          onFailure: (error) => ({ ref, error }),
          onSuccess: (message) => ({ ref, message })
        })
      return Stream.mapEffect(Stream.fromIterable(refs), result, { concurrency: "unbounded", unordered })
    })
  )

/** The refs that are given more than once; only their messages are kept. */
const repetitions = (refs: ReadonlyArray<string>): ReadonlySet<string> => {
  const seen = new Set<string>()
  return new Set(refs.filter((ref) => seen.size === seen.add(ref).size))
}

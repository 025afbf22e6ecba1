/** Reads many messages by their refs. Each ref has its own result, so one bad ref does not affect the others. */
import { type Address, type Message, type MessageError, MessageRef, Messages, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

/** The result for one ref: its message or its error. */
export type Result =
  | {
      /** The ref as it was given. */
      readonly ref: string
      /** The message of the ref. */
      readonly message: Message.Message
    }
  | {
      /** The ref as it was given. */
      readonly ref: string
      /** Why the message could not be read. */
      readonly error: MessageError.MessageError
    }

/** Options of a batch: its concurrency, and the order of its results. */
export interface Options {
  /** How many requests may be in flight for each provider; 8 if absent. */
  readonly concurrency?: number | undefined
  /** Whether results come as soon as they arrive instead of in the order of the refs. */
  readonly unordered?: boolean | undefined
}

/** The results, in the order of the refs unless `unordered` is set. A repeated ref is requested once. */
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

/** The pages of a conversation from a cursor to the end, each message once. */
import { type Address, type Cursor, type Message, Messages, type Order, type Page } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as PageReader from "./PageReader.js"
import * as ReadAhead from "./ReadAhead.js"
import type { ReadFailure } from "./ReadFailure.js"

/** How a conversation is read. */
export interface Options {
  /** Where to begin: at the start of the conversation if absent. */
  readonly cursor?: Cursor.Cursor | undefined
  /** How many messages a page has; the provider's usual number if absent. */
  readonly limit?: number | undefined
  /** Whether the oldest or the newest message comes first; the provider's own order if absent. */
  readonly order?: Order.Order | undefined
  /** Whether each page has the provider's own elements too. */
  readonly natives?: boolean | undefined
  /** What every request goes through, such as `Gate.run`. */
  readonly through?: Through | undefined
}

/** Wraps a request, to delay or retry it. */
export type Through = <A, E extends { readonly _tag: string }>(request: Effect.Effect<A, E>) => Effect.Effect<A, E>

/**
 * Every page from `cursor` to the end. While the caller uses one page, only the next is fetched, so memory holds two pages. A page may be empty;
 * its `next` is the cursor after it. Restarts are invisible, except that their pages may be shorter.
 */
export const pages = (
  conversation: Address.ConversationAddress,
  options: Options = {}
): Stream.Stream<Page.Page<Message.Message>, ReadFailure, Messages.Messages> =>
  Stream.unwrapScoped(
    Effect.map(pull(conversation, options), (next) =>
      Stream.unfoldEffect(undefined, () =>
        Effect.map(
          next,
          Option.map((page) => [page, undefined])
        )
      )
    )
  )

/** The same pages for a loop, which costs less than a stream. The effect returns the next page, and `undefined` after the last. */
export const pull = (
  conversation: Address.ConversationAddress,
  options: Options = {}
): Effect.Effect<
  Effect.Effect<Option.Option<Page.Page<Message.Message>>, ReadFailure>,
  ReadFailure,
  Messages.Messages | Scope.Scope
> =>
  Effect.gen(function* () {
    const port = yield* Messages.Messages
    const { read, start } = yield* PageReader.make(port, conversation, options)
    const { begin, take } = yield* ReadAhead.make(read)
    let isAtEnd = false
    begin(start)
    const next = Effect.map(take, ({ page, state }) => {
      if (state === undefined) isAtEnd = true
      else begin(state)
      return Option.some(page)
    })
    return Effect.suspend(() => (isAtEnd ? Effect.succeedNone : next))
  })

/** Every message from `cursor` to the end, once, in the order of the list. Elements that cannot be read are passed to `onFaults`. */
export const messages = (
  conversation: Address.ConversationAddress,
  options: Options & {
    /** Gets the elements of each page that cannot be read, before the messages of that page. */
    readonly onFaults?: (faults: ReadonlyArray<Page.PageFault>) => Effect.Effect<void>
  } = {}
): Stream.Stream<Message.Message, ReadFailure, Messages.Messages> =>
  pages(conversation, options).pipe(
    Stream.tap(({ faults }) =>
      faults === undefined || options.onFaults === undefined ? Effect.void : options.onFaults(faults)
    ),
    Stream.mapConcat(({ items }) => items)
  )

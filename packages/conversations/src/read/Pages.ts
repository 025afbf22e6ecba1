/** The pages of a conversation, from a place to the end, each message once. */
import { type Address, type Cursor, type Message, Messages, type Order, type Page } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as PageReader from "./PageReader.js"
import type { ReadFailure } from "./ReadFailure.js"

/** How a conversation is read. */
export interface Options {
  /** Where to begin: at the start of the conversation if absent. */
  readonly cursor?: Cursor.Cursor | undefined
  /** How many messages a page has; the provider's usual number if absent. */
  readonly limit?: number | undefined
  readonly order?: Order.Order | undefined
  /** Whether each page has the provider's own elements too. */
  readonly natives?: boolean | undefined
  /** What every request goes through, such as `Gate.run`. */
  readonly through?: Through | undefined
}

/** Wraps a request, to wait or to ask again. */
export type Through = <A, E extends { readonly _tag: string }>(request: Effect.Effect<A, E>) => Effect.Effect<A, E>

/**
 * Every page from `cursor` to the end. While one page is used the next is fetched, and no other, so memory holds two pages. A page may be empty;
 * its `next` is where to go on after it. Restarts are invisible, except that their pages may be shorter.
 */
export const pages = (
  conversation: Address.ConversationAddress,
  options: Options = {}
): Stream.Stream<Page.Page<Message.Message>, ReadFailure, Messages.Messages> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const port = yield* Messages.Messages
      const scope = yield* Effect.scope
      const { read, start } = yield* PageReader.make(port, conversation, options)
      const ahead = (state: PageReader.State) => Effect.forkIn(read(state), scope)
      return Stream.unfoldEffect(Option.some(Effect.suspend(() => ahead(start))), (next) =>
        Option.isNone(next)
          ? Effect.succeedNone
          : Effect.gen(function* () {
              const { page, state } = yield* Effect.flatMap(next.value, Fiber.join)
              if (state === undefined) return Option.some([page, Option.none()] as const)
              const fiber = yield* ahead(state)
              return Option.some([page, Option.some(Effect.succeed(fiber))] as const)
            })
      )
    })
  )

/** Every message from `cursor` to the end, once, in the order of the list. Elements that cannot be read are passed to `onFaults`. */
export const messages = (
  conversation: Address.ConversationAddress,
  options: Options & {
    readonly onFaults?: (faults: ReadonlyArray<Page.PageFault>) => Effect.Effect<void>
  } = {}
): Stream.Stream<Message.Message, ReadFailure, Messages.Messages> =>
  pages(conversation, options).pipe(
    Stream.tap(({ faults }) =>
      faults === undefined || options.onFaults === undefined ? Effect.void : options.onFaults(faults)
    ),
    Stream.mapConcat(({ items }) => items)
  )

/** Reads lists as a program does: one page, or page by page to the end. */
import type { Message, MessageError, Messages, Page, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as PagedServer from "./PagedServer.js"

/** One page of the conversation of `PagedServer`. */
export const page = (
  messages: Messages.Messages["Type"],
  provider: Provider.Provider,
  options?: Page.PageOptions
): Effect.Effect<Page.Page<Message.Message>, MessageError.MessageError> =>
  Effect.flatMap(PagedServer.conversation(provider), (conversation) => messages.list(conversation, options))

/** The ids of a whole list, page by page. */
export const read = (
  messages: Messages.Messages["Type"],
  provider: Provider.Provider,
  options: Page.PageOptions = {}
) =>
  Effect.gen(function* () {
    const pages: Array<ReadonlyArray<string | undefined>> = []
    let next = options.cursor
    do {
      const found: Page.Page<{ readonly id?: string }> = yield* page(messages, provider, { ...options, cursor: next })
      pages.push(found.items.map(({ id }) => id))
      next = found.next
    } while (next !== undefined && pages.length < 50)
    return pages
  })

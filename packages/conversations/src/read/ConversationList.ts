/** Every conversation of a provider, page by page. */
import { type Conversation, MessageError, Messages, type Page, type Provider } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Through } from "./Pages.js"

/** How the conversations are listed. */
export interface Options {
  /** The workspace whose conversations are listed, for providers that have workspaces. */
  readonly parent?: string | undefined
  /** What every request goes through, such as `Gate.run`. */
  readonly through?: Through | undefined
  /** Called with elements that cannot be read. */
  readonly onFaults?: ((faults: ReadonlyArray<Page.PageFault>) => Effect.Effect<void>) | undefined
}

/** How many pages in a row may have nothing new. */
const maximumIdlePages = 1000

/** Every conversation once, in the order of the provider's list. */
export const conversations = (
  provider: Provider.Provider,
  { onFaults = () => Effect.void, parent, through }: Options = {}
): Stream.Stream<Conversation.Conversation, MessageError.MessageError, Messages.Messages> =>
  Stream.unwrap(
    Effect.map(Messages.Messages, (port) => {
      const seen = new Set<string>()
      const read = (options: Page.ConversationsOptions) => {
        const request = port.conversations(provider, { ...options, parent, ...(through && { attempts: 1 }) })
        return through === undefined ? request : through(request)
      }
      return Stream.paginateChunkEffect({ cursor: undefined, idle: 0 }, ({ cursor, idle }: Place) =>
        Effect.gen(function* () {
          const page = yield* read({ cursor })
          if (page.faults !== undefined) yield* onFaults(page.faults)
          const items = page.items.filter(({ ref }) => seen.size !== seen.add(ref).size)
          const next = { cursor: page.next, idle: items.length === 0 ? idle + 1 : 0 }
          if (next.idle > maximumIdlePages) return yield* circle(provider)
          return [Chunk.unsafeFromArray(items), page.next === undefined ? Option.none() : Option.some(next)] as const
        })
      )
    })
  )

interface Place {
  readonly cursor: Page.ConversationsOptions["cursor"]
  /** How many pages in a row have had nothing new. */
  readonly idle: number
}

const circle = (provider: Provider.Provider) =>
  new MessageError.ProviderFailure({
    provider,
    reason: "Malformed",
    origin: "provider",
    operation: "conversations",
    attempts: 1,
    problem: `${maximumIdlePages} pages in a row had nothing new`
  })

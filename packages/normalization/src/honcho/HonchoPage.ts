/** Honcho's pages: numbered, in the order in which messages were added, or in the reverse order. */
import { ConversationRef, type Cursor, type Operation, type Paging } from "@org/messages-core"
import { HonchoClient } from "@org/messages-provider-honcho"
import type { Shape } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as NativeField from "../NativeField.js"
import * as Lists from "../Lists.js"
import * as PageOrder from "../PageOrder.js"
import * as PageOffset from "../PageOffset.js"
import { conversation } from "./HonchoConversation.js"

/** Honcho's lists. */
export const lists: Lists.ListDefinition<"honcho", HonchoClient.HonchoClient["Type"]> = {
  messages: (client, address, at) =>
    Effect.gen(function* () {
      const { offset, request } = yield* requestOf(at)
      const list = yield* client.listJson(address, request)
      const page = yield* pageOf("list", offset, request, list)
      const isOldestFirst = request.reverse !== true
      return {
        ...page,
        full: isOldestFirst ? request.size : undefined,
        resume: PageOrder.resume(at, list.elements, isOldestFirst ? String(offset) : undefined)
      }
    }),
  shape: HonchoClient.shape,
  conversations: (client, workspaceId, at) =>
    Effect.gen(function* () {
      const { offset, request } = yield* requestOf(at)
      const list = yield* client.conversationsJson(workspaceId ?? "", request)
      return yield* pageOf("conversations", offset, request, list)
    }),
  conversationKeys: ["id"],
  conversationAddress: (sessionId, workspaceId = "") =>
    ConversationRef.make({ provider: "honcho", workspaceId, sessionId }),
  conversation
}

/**
 * A cursor holds how many elements come before it, and not the number of a page, so that a page that was too large can be read in smaller
 * ones: the size is the largest one, up to the limit, for which a page begins there.
 */
const requestOf = (at: Cursor.Place) =>
  Effect.map(PageOffset.of(at), (offset) => {
    let size = at.limit
    while (offset % size !== 0) size -= 1
    const reverse = at.order === undefined ? undefined : at.order === "newest"
    const request: HonchoClient.PageRequest = { page: offset / size + 1, size, reverse }
    return { offset, request }
  })

/** Only a page that is not full is the last one. Honcho counts the total separately, so it may not agree with the page. */
const pageOf = (
  operation: Operation.Operation,
  offset: number,
  { page, size }: HonchoClient.PageRequest,
  { elements, envelope }: Shape.NativeList
) => {
  const given = NativeField.count(envelope, "size") ?? size
  if (given !== size)
    return Lists.malformed("honcho", operation, "/size", `expected ${size}, the size that was asked for`)
  const hasMore = elements.length >= size || page < (NativeField.count(envelope, "pages") ?? 0)
  return Effect.succeed<Paging.NativePage>({
    elements,
    next: hasMore ? String(offset + size) : undefined,
    total: NativeField.count(envelope, "total")
  })
}

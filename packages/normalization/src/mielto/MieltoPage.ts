/** Mielto's pages: an offset and a limit, in an order that is not documented. */
import { ConversationRef, type Cursor, type Json, type Paging, Provider } from "@org/messages-core"
import { MieltoClient } from "@org/messages-provider-mielto"
import type { Shape } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as NativeField from "../NativeField.js"
import type * as Lists from "../Lists.js"
import * as PageOrder from "../PageOrder.js"
import * as PageOffset from "../PageOffset.js"
import { conversation } from "./MieltoConversation.js"

/** Mielto's lists. */
export const lists: Lists.ListDefinition<"mielto", MieltoClient.MieltoClient["Type"]> = {
  messages: (client, address, at) =>
    Effect.flatMap(requestOf(at), (request) =>
      Effect.map(client.listJson(address, request), (list) => {
        const page = pageOf(request, list)
        const isOldestFirst = PageOrder.isOldestFirst(list.elements, "created_at", at.native.endsWith(mark))
        const end = `${request.skip + list.elements.length}${isOldestFirst ? mark : ""}`
        return {
          ...page,
          next: page.next && end,
          resume: PageOrder.resume(at, list.elements, isOldestFirst ? end : undefined)
        }
      })
    ),
  shape: MieltoClient.shape,
  conversations: (client, parent, at) =>
    Effect.flatMap(requestOf(at), (request) =>
      Effect.map(client.conversationsJson(parent, request), (list) => pageOf(request, list))
    ),
  conversationKeys: ["id"],
  conversationAddress: (conversationId, workspaceId) =>
    ConversationRef.make({ provider: "mielto", conversationId, ...(workspaceId !== undefined && { workspaceId }) }),
  conversation
}

/** Follows the offset in a cursor if every page so far had its older messages first. */
const mark = "+"

/**
 * Every page but the first repeats the last element of the page before, which shows whether the list has shifted. A page of one element does
 * not, because that element may be so large that no other fits into the same response.
 */
const requestOf = (at: Cursor.Place) =>
  Effect.map(PageOffset.of(at, /^(\d{1,15})\+?$/), (count) => {
    const overlap = at.limit === 1 ? 0 : Math.min(count, 1)
    const { maximum } = Provider.descriptors.mielto.pages.messages
    return { skip: count - overlap, limit: Math.min(at.limit + overlap, maximum), overlap }
  })

/** `has_more` or a cursor says whether there are more pages. If the response has neither, a page without new elements is the last one. */
const pageOf = (
  { limit, overlap, skip }: MieltoClient.PageRequest & { readonly overlap: number },
  { elements, envelope }: Shape.NativeList
): Paging.NativePage => {
  const hasMore = NativeField.boolean(envelope, "has_more") ?? hasCursor(envelope)
  return {
    elements,
    overlap,
    asked: hasMore === undefined ? limit : undefined,
    next: hasMore === false ? undefined : String(skip + elements.length),
    total: NativeField.count(envelope, "total_count") ?? NativeField.count(envelope, "total")
  }
}

const hasCursor = (envelope: Json.JsonObject): boolean | undefined => {
  const key = ["next_cursor", "next"].find((key) => Object.hasOwn(envelope, key))
  return key === undefined ? undefined : envelope[key] !== null && envelope[key] !== ""
}

/** Factory's pages: an opaque cursor, in an order that is not documented. */
import { ConversationRef, type Cursor, type Json, type Operation, type Paging } from "@org/messages-core"
import { FactoryClient } from "@org/messages-provider-factory"
import type { Shape } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as NativeField from "../NativeField.js"
import * as Lists from "../Lists.js"
import * as PageOrder from "../PageOrder.js"
import { conversation } from "./FactoryConversation.js"

/** Factory's lists. */
export const lists: Lists.ListDefinition<"factory", FactoryClient.FactoryClient["Type"]> = {
  messages: (client, address, at) =>
    Effect.flatMap(client.listJson(address, requestOf(at)), (list) =>
      Effect.map(pageOf("list", list), (page) => ({ ...page, resume: resumeOf(at, list.elements) }))
    ),
  shape: FactoryClient.shape,
  conversations: (client, _, at) =>
    Effect.flatMap(client.conversationsJson(requestOf(at)), (list) => pageOf("conversations", list)),
  // Older servers have the id of a session at `id`.
  conversationKeys: ["sessionId", "id"],
  conversationAddress: (sessionId) => ConversationRef.make({ provider: "factory", sessionId }),
  conversation
}

const requestOf = ({ limit, native }: Cursor.Place): FactoryClient.PageRequest => ({
  cursor: native === "" ? undefined : native,
  limit
})

const resumeOf = (at: Cursor.Place, elements: ReadonlyArray<Json.Json>) =>
  PageOrder.resume(at, elements, PageOrder.isOldestFirst(elements, "createdAt") ? at.native : undefined)

/** `nextCursor` is null on the last page. Factory's SDK expects that; its documentation does not mention it. */
const pageOf = (operation: Operation.Operation, { elements, envelope }: Shape.NativeList) => {
  const pagination = NativeField.object(envelope, "pagination") ?? {}
  const hasMore = NativeField.boolean(pagination, "hasMore")
  const next = NativeField.string(pagination, "nextCursor") || undefined
  return hasMore === true && next === undefined
    ? Lists.malformed("factory", operation, "/pagination/nextCursor", "expected a cursor, because hasMore is true")
    : Effect.succeed<Paging.NativePage>({ elements, next: hasMore === false ? undefined : next })
}

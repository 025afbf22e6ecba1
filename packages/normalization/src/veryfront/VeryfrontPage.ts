/** Veryfront's pages: an opaque cursor; messages of all branches, probably by their sequence number. */
import { ConversationRef, type Cursor, Json, type Operation, type Paging } from "@org/messages-core"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import type { Shape } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as NativeField from "../NativeField.js"
import * as Lists from "../Lists.js"
import * as PageOrder from "../PageOrder.js"
import { conversation } from "./VeryfrontConversation.js"

/** Veryfront's lists. */
export const lists: Lists.ListDefinition<"veryfront", VeryfrontClient.VeryfrontClient["Type"]> = {
  messages: (client, address, at) =>
    Effect.flatMap(client.listJson(address, requestOf(at)), (list) =>
      Effect.map(pageOf("list", list), (page) => ({ ...page, resume: resumeOf(at, list.elements) }))
    ),
  shape: VeryfrontClient.shape,
  conversations: (client, _, at) =>
    Effect.flatMap(client.conversationsJson(requestOf(at)), (list) => pageOf("conversations", list)),
  conversationKeys: ["id"],
  conversationAddress: (conversationId) => ConversationRef.make({ provider: "veryfront", conversationId }),
  conversation
}

/** Older servers continue after a sequence number instead of from a cursor. */
const requestOf = ({ limit, native }: Cursor.Place): VeryfrontClient.PageRequest => {
  const [, after] = /^after:(\d+)$/.exec(native) ?? []
  return { cursor: native === "" || after !== undefined ? undefined : native, after, limit }
}

const resumeOf = (at: Cursor.Place, elements: ReadonlyArray<Json.Json>) => {
  const sequences = elements.map((element) =>
    Json.isObject(element) ? (NativeField.number(element, "seq") ?? NaN) : NaN
  )
  const known = at.sequence === undefined ? sequences : [at.sequence, ...sequences]
  return PageOrder.resume(at, elements, known.length > 1 && PageOrder.rises(known) ? at.native : undefined)
}

/** `page_info.next` is a cursor or null. Older servers have `hasMore` and `nextCursor`, a number. */
const pageOf = (operation: Operation.Operation, { elements, envelope }: Shape.NativeList) => {
  const info = NativeField.object(envelope, "page_info")
  const hasMore = NativeField.boolean(envelope, "hasMore")
  const after = NativeField.count(envelope, "nextCursor")
  const cursor = NativeField.string(info ?? {}, "next") ?? NativeField.string(envelope, "nextCursor")
  const next = cursor || (after === undefined ? undefined : `after:${after}`)
  return hasMore === true && next === undefined
    ? Lists.malformed("veryfront", operation, "/nextCursor", "expected a cursor, because hasMore is true")
    : Effect.succeed<Paging.NativePage>({ elements, next: hasMore === false ? undefined : next })
}

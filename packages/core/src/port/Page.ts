/** A page of a list: some of its items, and the cursor of the next ones. */
import * as Schema from "effect/Schema"
import { optional, required } from "../schema/SchemaField.js"
import { Pointer } from "../schema/SchemaRule.js"
import type { Json } from "../json/Json.js"
import { Cursor } from "./Cursor.js"
import type { Order } from "./Order.js"

/** An element of a page that cannot be read. The rest of the page is not affected. */
export const PageFault = Schema.Struct({
  index: required(Schema.NonNegativeInt, "The place of the element in the provider's page, from 0"),
  path: required(Pointer, "Where the problem is, as a JSON Pointer into the element"),
  problem: required(Schema.String, "What is wrong there")
}).annotations({ identifier: "PageFault", description: "An element of a page that cannot be read" })
export type PageFault = typeof PageFault.Type

/** A page. Only the absence of `next` marks the end of the list: an empty page may have a next one. */
export interface Page<A> {
  /** The items, in the order of the list; there may be none. */
  readonly items: ReadonlyArray<A>
  /** The cursor of the next page. */
  readonly next?: Cursor
  /** On the last page, a cursor for items that are added later, if the provider's paging allows it. */
  readonly resume?: Cursor
  /** How many items the list has, according to the provider. It is for display; do not rely on it. */
  readonly total?: number
  /** The elements of the page that cannot be read; absent if there are none. */
  readonly faults?: ReadonlyArray<PageFault>
  /** The provider's own elements, one for each item, if they were requested. */
  readonly natives?: ReadonlyArray<Json>
}

/** The schema of a page as programs print it. `natives` is for programs alone. */
export const of = <A, I>(item: Schema.Schema<A, I>, identifier: string) =>
  Schema.Struct({
    items: required(Schema.Array(item), "The items, in the order of the list"),
    next: optional(Cursor, "The cursor of the next page; absent on the last page"),
    resume: optional(Cursor, "On the last page, a cursor for items that are added later"),
    total: optional(Schema.NonNegativeInt, "How many items the list has, according to the provider"),
    faults: optional(Schema.Array(PageFault), "The elements of the page that cannot be read")
  }).annotations({ identifier, description: "A page of a list" })

/** Which page of a list of messages to read. */
export interface PageOptions {
  /** Where the page begins. If absent, it begins at the start of the list. */
  readonly cursor?: Cursor | undefined
  /** The size of the page. With a cursor, it must be the size of the cursor's pages. The provider's descriptor has the default and the maximum. */
  readonly limit?: number | undefined
  /** The order. An order that the provider does not guarantee is `NotSupported`. */
  readonly order?: Order | undefined
  /** Whether to return the provider's own elements as well. */
  readonly natives?: boolean | undefined
  /** The most attempts of the request, for a caller that retries by itself; as many as the policy allows if absent. */
  readonly attempts?: number | undefined
}

/** Which page of a list of conversations to read. */
export interface ConversationsOptions {
  /** Where the page begins. If absent, it begins at the start of the list. */
  readonly cursor?: Cursor | undefined
  /** The size of the page, as for messages. */
  readonly limit?: number | undefined
  /** The workspace whose conversations are listed, for providers that have workspaces. */
  readonly parent?: string | undefined
  /** The most attempts of the request; as many as the policy allows if absent. */
  readonly attempts?: number | undefined
}

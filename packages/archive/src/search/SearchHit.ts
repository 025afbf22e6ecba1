/** The options of a search, and what it finds. */
import { Message, MessageRef, type Provider, SchemaField, Time } from "@org/messages-core"
import type * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"

/** Newest message first, or best match first. */
export type SearchOrder = "newest" | "rank"

/** Which messages a search looks at, and how it returns them. */
export interface SearchOptions {
  /** The provider that has the messages; every provider if absent. */
  readonly provider?: Provider.Provider | undefined
  /** The ref of a conversation. */
  readonly conversation?: string | undefined
  /** The role of the author; every role if absent. */
  readonly role?: Message.Role | undefined
  /** The id or the name of the author, exactly. */
  readonly author?: string | undefined
  /** Messages of this moment and later. A message without a time never matches. */
  readonly since?: DateTime.Utc | undefined
  /** Messages before this moment. A message without a time never matches. */
  readonly until?: DateTime.Utc | undefined
  /** Messages with a call or a result of this tool. */
  readonly tool?: string | undefined
  /** Messages with a file, or without one. */
  readonly hasFile?: boolean | undefined
  /** The order; `newest` if absent. */
  readonly order?: SearchOrder | undefined
  /** How many hits a page has; 20 if absent, at most 1,000. */
  readonly limit?: number | undefined
  /** Where the page begins: the `next` of the page before, with the same query, filters and order. */
  readonly cursor?: string | undefined
}

const { optional, required } = SchemaField

/** A range of a snippet that matches the search. */
export const SearchMark = Schema.Struct({
  start: required(Schema.NonNegativeInt, "The first character, counted in UTF-16 units"),
  end: required(Schema.NonNegativeInt, "The character after the last one, counted in UTF-16 units")
}).annotations({ identifier: "SearchMark", description: "A range of a snippet that matches the search" })
export type SearchMark = typeof SearchMark.Type

/** A message that a search found. */
export const SearchHit = Schema.Struct({
  ref: optional(MessageRef.MessageRef, "The ref of the message; absent if its provider gave it no id"),
  conversation: required(
    Schema.String,
    "The ref of its conversation; for an imported conversation without a ref, the name that the archive gave it"
  ),
  role: required(Message.Role, "Who speaks"),
  author: optional(Schema.String, "The name of the author, or the id if there is no name"),
  createdAt: optional(Time.Time, "When the message was created"),
  snippet: required(Schema.String, "A piece of the text around the first match, on one line"),
  marks: required(Schema.Array(SearchMark), "Where the matches are in the snippet, in order and without overlap"),
  goneAt: optional(Time.Time, "When a sync found that the provider no longer has the message")
}).annotations({ identifier: "SearchHit", description: "A message that a search found" })
export type SearchHit = typeof SearchHit.Type

/** A page of hits. */
export const SearchPage = Schema.Struct({
  items: required(Schema.Array(SearchHit), "The hits, in the order of the search"),
  next: optional(Schema.String, "The cursor of the next page; absent on the last page")
}).annotations({ identifier: "SearchPage", description: "A page of hits" })
export type SearchPage = typeof SearchPage.Type

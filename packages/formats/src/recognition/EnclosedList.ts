/** The list of messages in an object around it: a page of a list, the body of a request, or that of a response. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import { InvalidDocument } from "../algebra/FormatError.js"
import * as Field from "../Field.js"

/** The content of a document. */
export interface Content {
  /** The elements of the document, unchecked. */
  readonly elements: ReadonlyArray<unknown>
  /** The other keys of the object around the list; absent if there are none, and for a page of a list. */
  readonly rest?: Json.JsonObject
}

/**
 * The list in an object; `undefined` if the object is an element itself. Fails if several of its lists could be the messages. `format` is the
 * name of the format, if it is known.
 */
export const read = (value: Json.JsonObject, format?: string): Either.Either<Content | undefined, InvalidDocument> => {
  if (ofElements.some((key) => Object.hasOwn(value, key))) return Either.right(undefined)
  const all = found(value, format)
  const filled = all.filter(({ content }) => content.elements.length > 0)
  const lists = filled.length > 0 ? filled : all
  const [list] = lists
  if (list === undefined) return Either.right(undefined)
  if (lists.length === 1) return Either.right(list.content)
  const names = lists.map(({ key }) => JSON.stringify(key)).join(" and ")
  const problem = `has lists of messages in ${names}; leave only one of them in the document`
  return Either.left(new InvalidDocument({ path: "", problem, ...(format !== undefined && { format }) }))
}

/** The keys that only an element has, never the object around a list. */
const ofElements = ["role", "content", "parts", "call_id", "peer_id"]

/** The keys of pages, requests and responses that hold messages. */
const keys = ["messages", "items", "data", "input", "output"]

interface List {
  readonly key: string
  readonly content: Content
}

const found = (value: Json.JsonObject, format: string | undefined): ReadonlyArray<List> => {
  const lists = keys.flatMap((key): ReadonlyArray<List> => {
    const elements = Json.own(value, key)
    if (!isList(elements)) return []
    const { [key]: _, ...rest } = value
    return [{ key, content: contentOf(elements, rest) }]
  })
  return [...lists, ...choicesOf(value), ...(lists.every(({ key }) => key === "output") ? inputOf(value, format) : [])]
}

const isList = (value: Json.Json | undefined): value is ReadonlyArray<Json.JsonObject> =>
  Json.isArray(value) && value.every((element) => Json.isObject(element))

/** The messages of a response of Chat Completions. The rest keeps the other keys of the choices. */
const choicesOf = (value: Json.JsonObject): ReadonlyArray<List> => {
  const choices = Json.own(value, "choices")
  if (!isList(choices) || choices.length === 0) return []
  const messages = choices.map((choice) => Field.object(choice, "message")).filter((message) => message !== undefined)
  if (messages.length < choices.length) return []
  const rest = { ...value, choices: choices.map(({ message: _, ...choice }) => choice) }
  return [{ key: "choices", content: contentOf(messages, rest) }]
}

/** A request of the Responses API may have a text instead of a list. */
const inputOf = (value: Json.JsonObject, format: string | undefined): ReadonlyArray<List> => {
  const text = Field.text(value, "input")
  if (text === undefined || Object.hasOwn(value, "type") || (format ?? "responses") !== "responses") return []
  const { input: _, ...rest } = value
  return [{ key: "input", content: contentOf([{ role: "user", content: text }], rest) }]
}

const contentOf = (elements: ReadonlyArray<Json.JsonObject>, rest: Json.JsonObject): Content =>
  Object.keys(rest).every((key) => ofPages.has(key) || (key === "object" && rest[key] === "list"))
    ? { elements }
    : { elements, rest }

/** The paging keys of a list, which are not content. */
const ofPages: ReadonlySet<string> = new Set([
  "total",
  "total_count",
  "page",
  "pages",
  "size",
  "limit",
  "offset",
  "pagination",
  "page_info",
  "hasMore",
  "has_more",
  "next",
  "nextCursor",
  "next_cursor",
  "resume",
  "first_id",
  "last_id"
])

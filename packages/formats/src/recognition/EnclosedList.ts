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
  const lists = found(value, format)
  const [list] = lists
  if (list === undefined) return Either.right(undefined)
  if (lists.length === 1) return Either.right(list.content)
  const names = lists.map(({ key }) => JSON.stringify(key)).join(" and ")
  const problem = `has lists of messages in ${names}; leave only one of them in the document`
  return Either.left(new InvalidDocument({ path: "", problem, ...(format !== undefined && { format }) }))
}

/** The keys that only an element has, never the object around a list. */
const ofElements = ["role", "content", "parts", "call_id", "peer_id"]

/** The keys of requests and responses that hold messages, and those of pages, which may hold anything. */
const keys = { ofBodies: ["messages", "input", "output"], ofPages: ["items", "data"] }

interface List {
  readonly key: string
  readonly content: Content
}

/** The lists that could be the messages. A list with elements counts more than one without, and that of a body more than that of a page. */
const found = (value: Json.JsonObject, format: string | undefined): ReadonlyArray<List> => {
  const ofBody = [...listsIn(value, keys.ofBodies), ...choicesOf(value)]
  const ofPage = listsIn(value, keys.ofPages)
  const lists = ofBody.filter(isFilled)
  const texts = lists.every(({ key }) => key === "output") ? inputOf(value, format) : []
  const ranks = [[...lists, ...texts], ofPage.filter(isFilled), ofBody.slice(0, 1), ofPage.slice(0, 1)]
  return ranks.find(({ length }) => length > 0) ?? []
}

const isFilled = ({ content }: List): boolean => content.elements.length > 0

const listsIn = (value: Json.JsonObject, keys: ReadonlyArray<string>): ReadonlyArray<List> =>
  keys.flatMap((key): ReadonlyArray<List> => {
    const elements = Json.own(value, key)
    if (!isList(elements)) return []
    const { [key]: _, ...rest } = value
    return [{ key, content: contentOf(elements, rest) }]
  })

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
  Object.entries(rest).every(([key, value]) => isPaging(key, value)) ? { elements } : { elements, rest }

/** Whether a key only says where a page is in its list, which is not content. */
const isPaging = (key: string, value: Json.Json): boolean =>
  (key === "object" && value === "list") ||
  (typeof value === "string" ? cursors.has(key) : Json.isObject(value) ? positions.has(key) : places.has(key))

const cursors: ReadonlySet<string> = new Set(["next", "nextCursor", "next_cursor", "resume", "first_id", "last_id"])

const positions: ReadonlySet<string> = new Set(["pagination", "page_info"])

const places: ReadonlySet<string> = new Set([
  ...[...cursors, "hasMore", "has_more"],
  ...["total", "total_count", "page", "pages", "size", "limit", "offset"]
])

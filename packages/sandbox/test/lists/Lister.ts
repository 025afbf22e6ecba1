/** Reads the lists of every simulated provider as its documentation says, for tests. */
import { Json, type Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { bearer, send } from "../Client.js"

/** A page; `next` is what the next page is asked for with. */
export interface Page {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly json: Json.Json
  readonly elements: ReadonlyArray<Json.JsonObject>
  readonly next: string | undefined
}

/** Where the messages of a conversation are, and its conversations. */
interface Places {
  readonly messages: (ref: string) => string
  readonly conversations: string
  readonly key: string
  /** The largest page of messages. */
  readonly largest: number
  /** The id of a listed conversation, as its ref has it. */
  readonly refOf: (conversation: Json.JsonObject) => string
}

export const places: { readonly [P in Provider.Provider]: Places } = {
  factory: {
    messages: (ref) => `/factory/api/v0/sessions/${ref.replace("factory:", "")}/messages`,
    conversations: "/factory/api/v0/sessions",
    key: "fk-sandbox",
    largest: 100,
    refOf: ({ sessionId }) => `factory:${String(sessionId)}`
  },
  mielto: {
    messages: (ref) => `/mielto/api/v1/messages?conversation_id=${ref.replace("mielto:conversation/", "")}`,
    conversations: "/mielto/api/v1/conversations",
    key: "mk_sandbox",
    largest: 1000,
    refOf: ({ id }) => `mielto:conversation/${String(id)}`
  },
  honcho: {
    messages: (ref) => `/honcho/v3/workspaces/${ref.replace("honcho:", "").replace("/", "/sessions/")}/messages/list`,
    conversations: "/honcho/v3/workspaces/bakery/sessions/list",
    key: "hch-sandbox",
    largest: 100,
    refOf: ({ id, workspace_id }) => `honcho:${String(workspace_id)}/${String(id)}`
  },
  veryfront: {
    messages: (ref) => `/veryfront/conversations/${ref.replace("veryfront:", "")}/messages`,
    conversations: "/veryfront/conversations",
    key: "vf_sandbox",
    largest: 100,
    refOf: ({ id }) => `veryfront:${String(id)}`
  }
}

export const providers: ReadonlyArray<Provider.Provider> = ["factory", "mielto", "honcho", "veryfront"]

/** Asks for one page; `place` is the cursor, the number of the page, or how many elements are skipped. */
export const page = (provider: Provider.Provider, path: string, place: string | undefined, limit: number) =>
  Effect.map(
    send(`${path}${path.includes("?") ? "&" : "?"}${queryOf(provider, place, limit)}`, {
      headers: bearer(places[provider].key),
      ...(provider === "honcho" && { body: "{}" })
    }),
    ({ headers, json, status }): Page => {
      const body: Json.Json = JSON.parse(JSON.stringify(json))
      const elements = elementsOf(body)
      return { status, headers, json: body, elements, next: nextOf(provider, body, place, limit, elements.length) }
    }
  )

/** Every element of a list, page by page. */
export const all = (provider: Provider.Provider, path: string, limit: number) =>
  Effect.gen(function* () {
    const found: Array<Json.JsonObject> = []
    let pages = 0
    let place: string | undefined
    do {
      const got = yield* page(provider, path, place, limit)
      found.push(...got.elements)
      place = got.next
      pages += 1
    } while (place !== undefined)
    return { found, pages }
  })

/** The number of messages that each id stands for, in the order of the list. */
export const ids = (elements: ReadonlyArray<Json.JsonObject>): ReadonlyArray<string> =>
  elements.map(({ id }) => String(id))

const queryOf = (provider: Provider.Provider, place: string | undefined, limit: number): string => {
  switch (provider) {
    case "mielto":
      return `skip=${place ?? 0}&limit=${limit}`
    case "honcho":
      return `page=${place ?? 1}&size=${limit}`
    default:
      return `limit=${limit}${place === undefined ? "" : `&cursor=${place}`}`
  }
}

const elementsOf = (json: Json.Json): ReadonlyArray<Json.JsonObject> => {
  const key = ["messages", "sessions", "items", "data"].find((key) => Json.isObject(json) && Object.hasOwn(json, key))
  const elements = Json.isObject(json) && key !== undefined ? json[key] : []
  return Json.isArray(elements) ? elements.filter((element) => Json.isObject(element)) : []
}

const nextOf = (
  provider: Provider.Provider,
  json: Json.Json,
  place: string | undefined,
  limit: number,
  count: number
): string | undefined => {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined)
  const body = JSON.parse(JSON.stringify(json))
  switch (provider) {
    case "factory":
      return text(body.pagination?.nextCursor)
    case "veryfront":
      return text(body.page_info?.next)
    case "honcho":
      return Number(place ?? 1) < Number(body.pages ?? 0) ? String(Number(place ?? 1) + 1) : undefined
    case "mielto":
      return count === limit ? String(Number(place ?? 0) + count) : undefined
  }
}

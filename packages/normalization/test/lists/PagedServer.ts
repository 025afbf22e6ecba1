/** Servers on loopback that page as each provider does: the messages of one conversation, which a test may change while they are read. */
import { LoopbackServer } from "@org/messages-contract"
import { type Address, ConversationRef, Json, Messages, type Provider } from "@org/messages-core"
import { ProviderMessages, providers } from "@org/messages-normalization"
import { UndiciExchange } from "@org/messages-transport/node"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** What a server has; `natives` is what its list has at the moment of each request. */
export interface Store {
  readonly natives: Array<Json.Json>
  /** Puts the elements of a page into Mielto's envelope, of which none is documented. */
  readonly envelope?: (elements: ReadonlyArray<Json.Json>, total: number) => Json.Json
  /** Whether Veryfront answers as older servers do. */
  readonly isOld?: boolean
}

const uuid = "11111111-1111-4111-a111-111111111111"

/** A conversation of each provider. */
export const refs: { readonly [P in Provider.Provider]: string } = {
  factory: "factory:s1?computerId=c1",
  mielto: "mielto:conversation/c1?workspaceId=w1",
  honcho: "honcho:w1/s1",
  veryfront: `veryfront:${uuid}`
}

export const conversation = (provider: Provider.Provider): Effect.Effect<Address.ConversationAddress> =>
  Effect.orDie(ConversationRef.parse(refs[provider]))

/** Native messages `m1`, `m2`, … of a provider, a second apart. */
export const natives = (provider: Provider.Provider, count: number, from = 1): Array<Json.JsonObject> =>
  Array.from({ length: count }, (_, index) => native(provider, from + index))

const native = (provider: Provider.Provider, n: number): Json.JsonObject => {
  const id = `m${n}`
  const millis = 1_700_000_000_000 + n * 1000
  const time = new Date(millis).toISOString()
  switch (provider) {
    case "factory":
      return {
        id,
        role: "user",
        content: [{ type: "text", text: id }],
        createdAt: millis,
        updatedAt: millis,
        routerId: n
      }
    case "mielto":
      return {
        id,
        conversation_id: "c1",
        sender_id: "u",
        workspace_id: "w",
        content: id,
        created_at: time,
        checksum: id
      }
    case "honcho":
      return {
        id,
        content: id,
        peer_id: "alice",
        session_id: "s1",
        workspace_id: "w1",
        metadata: {},
        created_at: time,
        token_count: 1
      }
    case "veryfront":
      return {
        id,
        conversation_id: uuid,
        seq: n,
        role: "user",
        parts: [{ type: "text", text: id }],
        status: "completed",
        created_at: time
      }
  }
}

/** A server of one provider. */
export const make = (provider: Provider.Provider, store: Store) =>
  LoopbackServer.make(({ body, method, path }) => {
    const url = new URL(path, "http://127.0.0.1")
    const query = (key: string, fallback: number) => Number(url.searchParams.get(key) ?? fallback)
    const [last = ""] = url.pathname.split("/").slice(-1)
    if (!listPaths[provider].includes(url.pathname)) {
      const found = store.natives.find(
        (native) => Json.isObject(native) && String(native["id"]) === decodeURIComponent(last)
      )
      return found === undefined
        ? LoopbackServer.json({ detail: `no message ${last}` }, 404)
        : LoopbackServer.json(found)
    }
    if (provider === "honcho" ? method !== "POST" || Buffer.from(body).toString() !== "{}" : method !== "GET")
      return LoopbackServer.json({ detail: "Method not allowed" }, 405)
    return LoopbackServer.json(pages[provider](store, query, url.searchParams.get("cursor") ?? "", url))
  })

const listPaths: { readonly [P in Provider.Provider]: ReadonlyArray<string> } = {
  factory: ["/api/v0/sessions/s1/messages", "/api/v0/sessions"],
  mielto: ["/api/v1/messages", "/api/v1/conversations"],
  honcho: ["/v3/workspaces/w1/sessions/s1/messages/list", "/v3/workspaces/w1/sessions/list"],
  veryfront: [`/conversations/${uuid}/messages`, "/conversations"]
}

type Query = (key: string, fallback: number) => number

const pages: {
  readonly [P in Provider.Provider]: (store: Store, query: Query, cursor: string, url: URL) => Json.Json
} = {
  factory: ({ natives }, query, cursor, { pathname }) => {
    const [start, end] = range(cursor, query("limit", 20))
    const hasMore = end < natives.length
    const pagination = { hasMore, nextCursor: hasMore ? `cursor ${end}/?&` : null }
    const elements = natives.slice(start, end)
    return pathname.endsWith("/messages") ? { messages: elements, pagination } : { sessions: elements, pagination }
  },
  mielto: ({ envelope = (data, total_count) => ({ data, total_count }), natives }, query) => {
    const skip = query("skip", 0)
    return envelope(natives.slice(skip, skip + query("limit", 100)), natives.length)
  },
  honcho: ({ natives }, query, _, url) => {
    const page = query("page", 1)
    const size = query("size", 50)
    const ordered = url.searchParams.get("reverse") === "true" ? natives.toReversed() : natives
    const pages = Math.ceil(natives.length / size)
    return { items: ordered.slice((page - 1) * size, page * size), total: natives.length, page, size, pages }
  },
  veryfront: ({ isOld, natives }, query, cursor) => {
    const limit = query("limit", 50)
    if (isOld === true) {
      const later = natives.filter((native) => Json.isObject(native) && Number(native["seq"]) > query("after", 0))
      const items = later.slice(0, limit)
      const last = items.at(-1)
      const nextCursor = (Json.isObject(last) && last["seq"]) || null
      return { items, hasMore: later.length > limit, ...(later.length > limit && { nextCursor }) }
    }
    const [start, end] = range(cursor, limit)
    const next = end < natives.length ? `cursor ${end}/?&` : null
    return { data: natives.slice(start, end), page_info: { self: null, first: null, next, prev: null } }
  }
}

const range = (cursor: string, limit: number): readonly [start: number, end: number] => {
  const start = cursor === "" ? 0 : Number(/^cursor (\d+)\/\?&$/.exec(cursor)?.[1])
  return [start, start + limit]
}

/** The port over one server, for all four providers. */
export const port = (url: string, more: Readonly<Record<string, string>> = {}) =>
  ProviderMessages.layerConfig(providers).pipe(
    Layer.provide(UndiciExchange.layer()),
    Layer.provide(
      Layer.setConfigProvider(
        ConfigProvider.fromMap(
          new Map(
            Object.entries({
              FACTORY_API_KEY: "fk-canary",
              FACTORY_API_URL: url,
              MIELTO_API_KEY: "mk_canary",
              MIELTO_API_URL: url,
              HONCHO_API_KEY: "hch-canary",
              HONCHO_URL: url,
              VERYFRONT_API_TOKEN: "vf_canary",
              VERYFRONT_API_URL: url,
              ...more
            })
          )
        )
      )
    )
  )

/** Runs a program against the port over a server of one provider. */
export const withStore = <A, E>(
  provider: Provider.Provider,
  store: Store,
  program: (messages: Messages.Messages["Type"], server: LoopbackServer.LoopbackServer) => Effect.Effect<A, E>
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const server = yield* make(provider, store)
      return yield* Effect.flatMap(Messages.Messages, (messages) => program(messages, server)).pipe(
        Effect.provide(port(server.url))
      )
    })
  )

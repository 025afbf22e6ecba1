/** Fake providers with the four kinds of paging, as the `Messages` port: built on core's `Paging`, as the real ones are. */
import {
  type Address,
  type Json,
  type Message,
  MessageError,
  MessageRef,
  Messages,
  type Page,
  Paging,
  type Provider
} from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"

export type Kind = "page numbers" | "offsets" | "cursors" | "cursors with sequence"

/** What happens to one request: 0 is nothing. */
export interface Behaviour {
  readonly kind: Kind
  /** How many messages arrive after each request, in turn. */
  readonly arrivals: ReadonlyArray<number>
  /** Which requests fail as unavailable, by number. */
  readonly outages?: ReadonlySet<number>
  /** Which requests find their cursor expired, for kinds with cursors. */
  readonly expired?: ReadonlySet<number>
  /** Whether each page begins with the last element of the page before. */
  readonly repeatsBorder?: boolean
  /** Which requests answer with an empty page that is not the last, for kinds with cursors. */
  readonly empty?: ReadonlySet<number>
}

export const providerOf: { readonly [K in Kind]: Provider.Provider } = {
  "page numbers": "honcho",
  offsets: "mielto",
  cursors: "factory",
  "cursors with sequence": "veryfront"
}

export const addressOf = {
  "page numbers": { provider: "honcho", workspaceId: "w", sessionId: "s" },
  offsets: { provider: "mielto", conversationId: "c" },
  cursors: { provider: "factory", sessionId: "s" },
  "cursors with sequence": { provider: "veryfront", conversationId: "c" }
} as const

const refOf = (kind: Kind, id: string): MessageRef.MessageRef =>
  MessageRef.MessageRef.make(
    {
      "page numbers": `honcho:w/s/${id}`,
      offsets: `mielto:${id}`,
      cursors: `factory:s/${id}`,
      "cursors with sequence": `veryfront:c/${id}`
    }[kind]
  )

export const messageAt = (kind: Kind, index: number): Message.Message => ({
  version: 1,
  format: providerOf[kind],
  ref: refOf(kind, `m${index}`),
  role: "user",
  parts: [{ type: "text", text: `message ${index}` }],
  ...(kind === "cursors with sequence" && { sequence: index })
})

export interface Fake {
  readonly port: Layer.Layer<Messages.Messages>
  /** How many requests were made. */
  readonly requests: () => number
  /** How many messages the conversation has now. */
  readonly count: () => number
}

const unsupported = (operation: "get" | "conversations" | "post") =>
  new MessageError.NotSupported({ provider: "honcho", operation })

/** A conversation that has `count` messages at first. */
export const make = (initial: number, behaviour: Behaviour): Fake => {
  const { arrivals, kind } = behaviour
  let count = initial
  let requests = 0
  const element = (index: number): Json.Json => index
  const read: Paging.ReadElement<Message.Message> = (json) => {
    const value = messageAt(kind, Number(json))
    return Either.right({ value, ref: value.ref, sequence: value.sequence })
  }
  const slice = (from: number, size: number) =>
    Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, index) => element(from + index))

  const native = ({ limit, native }: { limit: number; native: string }, number: number): Paging.NativePage => {
    if (kind === "page numbers") {
      const page = native === "" ? 1 : Number(native)
      const elements = slice((page - 1) * limit, limit)
      const more = page * limit < count
      return {
        elements,
        total: count,
        next: more ? String(page + 1) : undefined,
        resume: String(elements.length < limit ? page : page + 1)
      }
    }
    if (kind === "offsets") {
      const skip = Number(native)
      const overlap = native === "" || native === "0" ? 0 : 1
      const elements = slice(skip, limit)
      const end = skip + elements.length
      const last = String(Math.max(0, end - 1))
      return elements.length > overlap && last !== native
        ? { elements, overlap, next: last }
        : { elements, overlap, resume: last }
    }
    const from = Number(native)
    if (behaviour.empty?.has(number) === true) return { elements: [], next: String(from) + "e" }
    const border = behaviour.repeatsBorder === true && from > 0 ? 1 : 0
    const elements = slice(from - border, limit)
    const end = from - border + elements.length
    return { elements, next: end < count ? String(end) : undefined, resume: String(end) }
  }

  const list = (address: Address.ConversationAddress, options: Page.PageOptions = {}) =>
    Effect.gen(function* () {
      const number = requests++
      const provider = providerOf[kind]
      if (behaviour.outages?.has(number) === true)
        return yield* new MessageError.ProviderFailure({
          provider,
          reason: "Unavailable",
          origin: "provider",
          operation: "list",
          attempts: 1
        })
      const place = yield* Paging.place("messages", provider, address.ref, options)
      if (place.native !== "" && behaviour.expired?.has(number) === true)
        return yield* new MessageError.InvalidCursor({ problem: "it has expired" })
      const plain = { limit: place.limit, native: place.native.replace("e", "") }
      const page = yield* Paging.page(place, native(plain, number), read, options.natives)
      count += arrivals[number % arrivals.length] ?? 0
      return page
    })

  return {
    requests: () => requests,
    count: () => count,
    port: Layer.succeed(Messages.Messages, {
      get: () => unsupported("get"),
      getRaw: () => unsupported("get"),
      list,
      conversations: () => unsupported("conversations"),
      post: () => unsupported("post"),
      providers: Effect.succeed([])
    })
  }
}

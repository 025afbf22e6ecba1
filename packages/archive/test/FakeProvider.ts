/** A provider whose conversations grow, change and vanish, as the `Messages` port. Its pages are built on core's `Paging`, as the real ones are. */
import {
  type Address,
  type Conversation,
  ConversationRef,
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

/** The kinds of lists: Honcho's, Mielto's, Factory's in both orders, Veryfront's. */
export type Kind = "page numbers" | "offsets" | "cursors" | "cursors, newest first" | "cursors with sequence"

export const kinds: ReadonlyArray<Kind> = [
  "page numbers",
  "offsets",
  "cursors",
  "cursors, newest first",
  "cursors with sequence"
]

export const providerOf: { readonly [K in Kind]: Provider.Provider } = {
  "page numbers": "honcho",
  offsets: "mielto",
  cursors: "factory",
  "cursors, newest first": "factory",
  "cursors with sequence": "veryfront"
}

export const addressOf = (kind: Kind, id: string): Address.ConversationAddress => {
  switch (providerOf[kind]) {
    case "honcho":
      return Either.getOrThrow(ConversationRef.make({ provider: "honcho", workspaceId: "w", sessionId: id }))
    case "mielto":
      return Either.getOrThrow(ConversationRef.make({ provider: "mielto", conversationId: id }))
    case "factory":
      return Either.getOrThrow(ConversationRef.make({ provider: "factory", sessionId: id }))
    case "veryfront":
      return Either.getOrThrow(ConversationRef.make({ provider: "veryfront", conversationId: id }))
  }
}

const refOf = (kind: Kind, conversation: string, id: string): MessageRef.MessageRef =>
  MessageRef.MessageRef.make(
    {
      honcho: `honcho:w/${conversation}/${id}`,
      mielto: `mielto:${conversation}-${id}`,
      factory: `factory:${conversation}/${id}`,
      veryfront: `veryfront:${conversation}/${id}`
    }[providerOf[kind]]
  )

/** A message as the fake keeps it. */
interface Kept {
  readonly number: number
  text: string
  status?: "streaming" | "completed"
  /** Whether the list has something there that is not a message. */
  isBroken?: boolean
}

interface Talk {
  readonly messages: Array<Kept>
  made: number
  changed: number
}

const empty = (): Talk => ({ messages: [], made: 0, changed: 0 })

const start = Date.parse("2026-01-01T00:00:00.000Z")

/** A provider with no conversations yet. `hasRefs` is whether its messages have ids. */
export const make = (kind: Kind, { hasRefs = true }: { readonly hasRefs?: boolean } = {}) => {
  const talks = new Map<string, Talk>()
  const requests: Array<string> = []
  /** What happens before a request, by its number. */
  let before: (request: number) => MessageError.MessageError | undefined = () => undefined
  let clock = 0
  const provider = providerOf[kind]
  const newestFirst = kind === "cursors, newest first"

  const messageOf = (conversation: string, { number, status, text }: Kept): Message.Message => ({
    version: 1,
    format: provider,
    role: number % 2 === 0 ? "user" : "assistant",
    parts: [{ type: "text", text }],
    createdAt: new Date(start + number * 1000).toISOString(),
    ...(status !== undefined && { status }),
    ...(kind === "cursors with sequence" && { sequence: number }),
    ...(hasRefs
      ? { ref: refOf(kind, conversation, `m${number}`), id: `m${number}` }
      : { conversation: { id: conversation } })
  })

  const conversationOf = (id: string, { changed, messages }: Talk): Conversation.Conversation => ({
    version: 1,
    provider,
    ref: addressOf(kind, id).ref,
    id,
    title: `About ${id}`,
    ...(kind !== "page numbers" && { updatedAt: new Date(start + changed * 1000).toISOString() }),
    ...((provider === "factory" || provider === "veryfront") && { messageCount: messages.length })
  })

  const nativePage = (talk: Talk, { limit, native }: { limit: number; native: string }): Paging.NativePage => {
    const all = newestFirst ? [...talk.messages].reverse() : talk.messages
    const element = (kept: Kept): Json.Json => (kept.isBroken === true ? 42 : { ...kept })
    const slice = (from: number) => all.slice(from, from + limit).map(element)
    const count = all.length
    if (kind === "page numbers") {
      const from = Number(native)
      const elements = slice(from)
      const next = elements.length >= limit ? String(from + limit) : undefined
      return { elements, next, total: count, resume: String(from) }
    }
    if (kind === "offsets") {
      const given = Number(native)
      const overlap = Math.min(given, 1)
      const elements = all.slice(given - overlap, given + limit).map(element)
      const end = String(given - overlap + elements.length)
      return { elements, overlap, asked: limit + overlap, next: end, resume: end }
    }
    // A cursor names the first message of its page, so it stays valid whatever comes or goes before it.
    const named = all.findIndex(({ number }) => (newestFirst ? number <= Number(native) : number >= Number(native)))
    const from = native === "" ? 0 : named < 0 ? count : named
    const elements = slice(from)
    const next = all[from + limit]
    const resume = newestFirst ? undefined : native
    return {
      elements,
      next: next === undefined ? undefined : String(next.number),
      resume: resume ?? (count <= 2 * limit ? "" : undefined)
    }
  }

  const request = (name: string) =>
    Effect.suspend(() => {
      const error = before(requests.length)
      requests.push(name)
      return error === undefined ? Effect.void : Effect.fail(error)
    })

  const idOf = (address: Address.ConversationAddress) =>
    "sessionId" in address ? address.sessionId : address.conversationId

  const list = (address: Address.ConversationAddress, options: Page.PageOptions = {}) =>
    Effect.gen(function* () {
      yield* request("list")
      const id = idOf(address)
      const talk = talks.get(id)
      if (talk === undefined && provider !== "honcho")
        return yield* new MessageError.ConversationNotFound({ provider, ref: address.ref })
      const place = yield* Paging.place("messages", provider, address.ref, options)
      const read: Paging.ReadElement<Message.Message> = (json) => {
        const kept = talk?.messages.find(
          ({ number }) => typeof json === "object" && json !== null && "number" in json && json["number"] === number
        )
        if (kept === undefined) return Either.left({ path: "", problem: "is not a message" })
        const value = messageOf(id, kept)
        return Either.right({ value, ref: value.ref, sequence: value.sequence })
      }
      return yield* Paging.page(place, nativePage(talk ?? empty(), place), read, options.natives)
    })

  const conversations = (_: Provider.Provider, options: Page.ConversationsOptions = {}) =>
    Effect.gen(function* () {
      yield* request("conversations")
      const place = yield* Paging.place("conversations", provider, provider, {
        ...options,
        limit: options.cursor === undefined ? 5 : undefined
      })
      const from = Number(place.native)
      const ids = Array.from(talks.keys())
      const elements = ids.slice(from, from + place.limit)
      const next = from + place.limit < ids.length ? String(from + place.limit) : undefined
      const read: Paging.ReadElement<Conversation.Conversation> = (json) => {
        const value = conversationOf(String(json), talks.get(String(json)) ?? empty())
        return Either.right({ value, ref: value.ref })
      }
      return yield* Paging.page(place, { elements, next }, read)
    })

  const service: typeof Messages.Messages.Service = {
    get: (address) =>
      Effect.gen(function* () {
        yield* request("get")
        for (const [id, { messages }] of talks)
          for (const kept of messages) {
            const message = messageOf(id, kept)
            if (message.ref === address.ref) return message
          }
        return yield* new MessageError.MessageNotFound({ provider, ref: address.ref })
      }),
    getRaw: () => new MessageError.NotSupported({ provider, operation: "get" }),
    list,
    conversations,
    post: () => new MessageError.NotSupported({ provider, operation: "post" }),
    providers: Effect.succeed([])
  }

  const talkOf = (id: string): Talk => {
    const talk = talks.get(id) ?? empty()
    talks.set(id, talk)
    return talk
  }
  const change = (id: string, by: (talk: Talk) => void) => {
    const talk = talkOf(id)
    by(talk)
    talk.changed = ++clock
  }

  return {
    kind,
    provider,
    service,
    port: Layer.succeed(Messages.Messages, service),
    requests,
    fail: (next: typeof before) => (before = next),
    grow: (id: string, count: number, status?: Kept["status"]) =>
      change(id, (talk) => {
        for (let index = 0; index < count; index++) {
          const number = talk.made++
          talk.messages.push({ number, text: `message ${number} of ${id}`, ...(status !== undefined && { status }) })
        }
      }),
    edit: (id: string, at: number, text: string, status?: Kept["status"]) =>
      change(id, ({ messages }) => {
        const kept = messages[at % Math.max(1, messages.length)]
        if (kept !== undefined) Object.assign(kept, { text, ...(status !== undefined && { status }) })
      }),
    remove: (id: string, at: number) =>
      change(id, ({ messages }) => {
        messages.splice(at % Math.max(1, messages.length), 1)
      }),
    /** Makes a message unreadable, or readable again; the list of conversations does not say so. */
    break: (id: string, at: number, isBroken = true) => Object.assign(talkOf(id).messages[at] ?? {}, { isBroken }),
    vanish: (id: string) => talks.delete(id),
    ids: () => Array.from(talks.keys()),
    /** What a conversation has now, in the order of the list. */
    messages: (id: string): ReadonlyArray<Message.Message> => {
      const all = (talks.get(id)?.messages ?? []).map((kept) => messageOf(id, kept))
      return newestFirst ? all.reverse() : all
    },
    conversation: (id: string) => conversationOf(id, talkOf(id))
  }
}

export type FakeProvider = ReturnType<typeof make>

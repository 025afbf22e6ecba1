/** A source to copy from and a target that keeps what is posted, as one port. */
import { type Draft, type Message, MessageError, MessageRef, Messages, Paging } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"

/** What happens to one post, by its number: its response is lost after it arrived or before, or it is refused. */
export type Event = "lost after" | "lost before" | "refused"

export interface Options {
  readonly events?: ReadonlyMap<number, Event>
}

const failure = (reason: MessageError.Reason, delivery: MessageError.Delivery) =>
  new MessageError.ProviderFailure({
    provider: "honcho",
    reason,
    origin: "network",
    operation: "post",
    attempts: 1,
    delivery
  })

export interface Fake {
  readonly port: Layer.Layer<Messages.Messages>
  readonly posted: ReadonlyArray<Draft.Draft>
  /** How many posts were tried. */
  readonly posts: () => number
}

export const make = (source: ReadonlyArray<Message.Message>, { events = new Map() }: Options = {}): Fake => {
  const posted: Array<Draft.Draft> = []
  let posts = 0
  const unsupported = new MessageError.NotSupported({ provider: "honcho", operation: "get" })
  const asMessage = (draft: Draft.Draft, index: number): Message.Message => ({
    version: 1,
    format: "honcho",
    ref: MessageRef.MessageRef.make(`honcho:w/target/p${index}`),
    role: "participant",
    parts: [{ type: "text", text: draft.text ?? "" }],
    ...(draft.metadata !== undefined && { metadata: draft.metadata })
  })
  const port = Layer.succeed(Messages.Messages, {
    get: () => unsupported,
    getRaw: () => unsupported,
    conversations: () => unsupported,
    providers: Effect.succeed([]),
    list: (address, options = {}) =>
      Effect.gen(function* () {
        const all = address.ref === "honcho:w/target" ? posted.map(asMessage) : source
        const place = yield* Paging.place("messages", address.provider, address.ref, options)
        const from = Number(place.native)
        const end = Math.min(all.length, from + 10)
        const elements = Array.from({ length: end - from }, (_, index) => from + index)
        return yield* Paging.page(place, { elements, next: end < all.length ? String(end) : undefined }, (index) => {
          const value = all[Number(index)]
          return value === undefined
            ? Either.left({ path: "", problem: "is not there" })
            : Either.right({ value, ref: value.ref })
        })
      }),
    post: (_, draft) =>
      Effect.suspend(() => {
        const event = events.get(posts++)
        if (event === "refused") return failure("Unavailable", "not-delivered")
        if (event === "lost before") return failure("Timeout", "unknown")
        posted.push(draft)
        if (event === "lost after") return failure("Timeout", "unknown")
        return Effect.succeed({ ref: MessageRef.MessageRef.make(`honcho:w/target/p${posted.length - 1}`) })
      })
  })
  return { port, posted, posts: () => posts }
}

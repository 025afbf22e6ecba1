/** The messages of Factory's sessions, with what was posted since the start and the replies of an agent that takes a second. */
import type { Json } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import * as FactoryDraft from "./FactoryDraft.js"
import { seeds, session } from "./seeds/Factory.js"

/** How long the agent takes to reply. */
export const replyMillis = 1000

/** A message that can be read from a moment on; `from` is in epoch milliseconds. */
interface Stored {
  readonly sessionId: string
  readonly id: string
  readonly from: number
  readonly message: Json.JsonObject
}

/** A state of its own; a post gives what Factory answers to it: `{messageId, status}`. */
export const make = Effect.gen(function* () {
  const state = yield* Ref.make<ReadonlyArray<Stored>>(seeds.map(({ message }) => stored(session, message, 0)))

  const inSession = (sessionId: string) =>
    Effect.map(Ref.get(state), (all) => all.filter((one) => one.sessionId === sessionId))

  const has = (sessionId: string) => Effect.map(inSession(sessionId), (all) => all.length > 0)

  const get = Effect.fn("FactorySessions.get")(function* (sessionId: string, messageId: string) {
    const now = yield* Clock.currentTimeMillis
    return (yield* inSession(sessionId)).find(({ from, id }) => id === messageId && from <= now)?.message
  })

  const post = Effect.fn("FactorySessions.post")(function* (sessionId: string, draft: FactoryDraft.Draft) {
    const now = yield* Clock.currentTimeMillis
    const later = now + replyMillis
    return yield* Ref.modify(state, (all) => {
      const id = uuid((all.length - seeds.length) / 2 + 1)
      const before = all.filter((one) => one.sessionId === sessionId)
      const parentId = before.findLast(({ from }) => from <= now)?.id
      const question = message(id, "user", now, parentId, FactoryDraft.content(draft))
      const reply = message(`${id}-reply`, "assistant", later, id, [{ type: "text", text: acknowledge(draft) }])
      const status = before.some(({ from }) => from > now) ? "running" : "pending"
      return [{ messageId: id, status }, [...all, stored(sessionId, question, now), stored(sessionId, reply, later)]]
    })
  })

  return { has, get, post }
})

type Message = Json.JsonObject & { readonly id: string }

const stored = (sessionId: string, message: Message, from: number): Stored => ({
  sessionId,
  id: message.id,
  from,
  message
})

const message = (
  id: string,
  role: "user" | "assistant",
  at: number,
  parentId: string | undefined,
  content: ReadonlyArray<Json.JsonObject>
): Message => ({ id, role, content, createdAt: at, updatedAt: at, ...(parentId !== undefined && { parentId }) })

/** The same ids in every sandbox, so that a transcript of one can be repeated. */
const uuid = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`

const acknowledge = ({ files = [], images = [], text }: FactoryDraft.Draft): string => {
  const attached = [count(images.length, "image"), count(files.length, "file")].filter((words) => words !== undefined)
  return `You wrote: ${text}${attached.length === 0 ? "" : `\n\nYou attached ${attached.join(" and ")}.`}`
}

const count = (number: number, noun: string): string | undefined =>
  number === 0 ? undefined : `${number} ${noun}${number === 1 ? "" : "s"}`

/** The messages of Factory's sessions: the seeds, the posted messages, and the agent's replies, which take a second. */
import type { Json } from "@org/messages-core"
import { seeds, session } from "../seeds/FactorySeeds.js"
import * as FactoryPostBody from "./FactoryPostBody.js"

/** How long the agent takes to reply, in milliseconds. */
export const replyMillis = 1000

/** A message that can be read from the time `from` on, in epoch milliseconds. */
interface Stored {
  readonly sessionId: string
  readonly id: string
  readonly from: number
  readonly message: Json.JsonObject
}

/** Makes sessions with their own state. `now` is in epoch milliseconds. */
export const make = () => {
  let all: ReadonlyArray<Stored> = seeds.map(({ message }) => stored(session, message, 0))

  const of = (sessionId: string) => all.filter((one) => one.sessionId === sessionId)

  return {
    has: (sessionId: string): boolean => of(sessionId).length > 0,

    get: (sessionId: string, messageId: string, now: number): Json.JsonObject | undefined =>
      of(sessionId).find(({ from, id }) => id === messageId && from <= now)?.message,

    /** Stores the message and the agent's reply, and gives Factory's response to the post. */
    post: (sessionId: string, draft: FactoryPostBody.Draft, now: number): { messageId: string; status: string } => {
      const later = now + replyMillis
      const id = uuid((all.length - seeds.length) / 2 + 1)
      const before = of(sessionId)
      const parentId = before.findLast(({ from }) => from <= now)?.id
      const question = message(id, "user", now, parentId, FactoryPostBody.content(draft))
      const reply = message(`${id}-reply`, "assistant", later, id, [{ type: "text", text: acknowledge(draft) }])
      all = [...all, stored(sessionId, question, now), stored(sessionId, reply, later)]
      return { messageId: id, status: before.some(({ from }) => from > now) ? "running" : "pending" }
    }
  }
}

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

/** The ids are the same in every sandbox, so that a transcript can be repeated. */
const uuid = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`

const acknowledge = ({ files = [], images = [], text }: FactoryPostBody.Draft): string => {
  const attached = [count(images.length, "image"), count(files.length, "file")].filter((words) => words !== undefined)
  return `You wrote: ${text}${attached.length === 0 ? "" : `\n\nYou attached ${attached.join(" and ")}.`}`
}

const count = (number: number, noun: string): string | undefined =>
  number === 0 ? undefined : `${number} ${noun}${number === 1 ? "" : "s"}`

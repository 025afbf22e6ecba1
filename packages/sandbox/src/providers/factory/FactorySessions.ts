/** Factory's sessions: the seeds, the diaries, the posted messages, and the agent's replies, which arrive later. */
import type { Json } from "@org/messages-core"
import * as FactoryDiary from "../../diary/FactoryDiary.js"
import type { Changeable } from "../../changes/Changeable.js"
import type { ElementList } from "../../lists/ElementList.js"
import * as MessageLog from "../../lists/MessageLog.js"
import type { ProviderOptions } from "../../SandboxOptions.js"
import { seeds, session as seeded } from "../../seeds/FactorySeeds.js"
import * as FactoryPostBody from "./FactoryPostBody.js"

/** Makes sessions with their own state. `now` is in epoch milliseconds. */
export const make = ({ diarySizes, replyMillis }: Pick<ProviderOptions, "diarySizes" | "replyMillis">) => {
  const logs = new Map<string, MessageLog.MessageLog>([
    [seeded, new MessageLog.MessageLog(MessageLog.beginningOf(seeds.map(({ message }) => message)))],
    ...diarySizes.map(FactoryDiary.session).map((id, index) => {
      const beginning = FactoryDiary.beginning(id, diarySizes[index] ?? 0)
      return [id, new MessageLog.MessageLog(beginning)] as const
    })
  ])
  let posts = 0

  /** A post starts the agent, which first waits and then runs. */
  const status = ({ lastFrom }: MessageLog.MessageLog, now: number): "idle" | "pending" | "running" =>
    lastFrom <= now ? "idle" : lastFrom - now > replyMillis / 2 ? "pending" : "running"

  const summary = (sessionId: string, log: MessageLog.MessageLog, now: number): Json.JsonObject => {
    const { at, length } = log.elements(now)
    const [first, last] = length === 0 ? [] : [at(0), at(length - 1)]
    return {
      sessionId,
      title:
        log.title ??
        (sessionId === seeded ? "The total of invoice 1042" : `Diary of the bakery, ${log.beginning.length} messages`),
      status: status(log, now),
      messageCount: length,
      createdAt: first?.["createdAt"] ?? created,
      updatedAt: Math.max(Number(last?.["updatedAt"] ?? created), log.changedAt)
    }
  }

  /** Adds messages of the diary. */
  const arrive = (sessionId: string, messages: number, now: number): void => {
    const log = logs.get(sessionId)
    for (let count = 0; log !== undefined && count < messages; count++) {
      const message = FactoryDiary.message(sessionId, log.made)
      log.add({ id: String(message["id"]), from: now, read: () => message })
    }
  }

  const changeable: Changeable = {
    conversation: (address) => {
      const id = address.provider === "factory" ? address.sessionId : ""
      const log = logs.get(id)
      return log && { log, remove: () => void logs.delete(id) }
    },
    message: (address, now) => {
      if (address.provider !== "factory") return undefined
      const log = logs.get(address.sessionId)
      const found = log?.find(address.messageId, now)
      return log && found && { log, message: found }
    },
    arrive: (address, messages, now) => {
      if (address.provider !== "factory") return
      const { sessionId } = address
      if (!logs.has(sessionId)) logs.set(sessionId, new MessageLog.MessageLog(MessageLog.beginningOf([])))
      arrive(sessionId, messages, now)
      logs.get(sessionId)?.touch(now)
    },
    edited: (message, text, now) => ({ ...message, content: [{ type: "text", text }], updatedAt: now })
  }

  return {
    arrive,
    changeable,

    has: (sessionId: string): boolean => logs.has(sessionId),

    get: (sessionId: string, messageId: string, now: number): Json.JsonObject | undefined =>
      logs.get(sessionId)?.find(messageId, now),

    messages: (sessionId: string, now: number): ElementList => logs.get(sessionId)?.elements(now) ?? none,

    /** The session as a list of sessions shows it. */
    session: (sessionId: string, now: number): Json.JsonObject => {
      const log = logs.get(sessionId)
      return log === undefined ? {} : summary(sessionId, log, now)
    },

    sessions: (now: number): ElementList => {
      const all = [...logs]
      return {
        length: all.length,
        at: (index) => {
          const entry = all[index]
          return entry === undefined ? {} : summary(...entry, now)
        }
      }
    },

    /** Stores the message and the agent's reply, and returns Factory's response to the post. */
    post: (sessionId: string, draft: FactoryPostBody.Draft, now: number): { messageId: string; status: string } => {
      const log = logs.get(sessionId)
      const isRunning = log !== undefined && log.lastFrom > now
      const later = now + replyMillis
      const id = uuid((posts += 1))
      const parentId = log?.last(now)?.["id"]
      const question = message(id, "user", now, parentId, FactoryPostBody.content(draft))
      const reply = message(`${id}-reply`, "assistant", later, id, [{ type: "text", text: acknowledge(draft) }])
      log?.add({ id, from: now, read: () => question })
      log?.add({ id: `${id}-reply`, from: later, read: () => reply })
      return { messageId: id, status: isRunning ? "running" : "pending" }
    }
  }
}

const none: ElementList = { length: 0, at: () => ({}) }

/** The creation time of an empty session. */
const created = Date.UTC(2026, 1, 1)

const message = (
  id: string,
  role: "user" | "assistant",
  at: number,
  parentId: Json.Json | undefined,
  content: ReadonlyArray<Json.JsonObject>
): Json.JsonObject => ({
  id,
  role,
  content,
  createdAt: at,
  updatedAt: at,
  ...(parentId !== undefined && { parentId })
})

/** The ids are the same in every sandbox, so that a transcript can be repeated. */
const uuid = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`

const acknowledge = ({ files = [], images = [], text }: FactoryPostBody.Draft): string => {
  const attached = [count(images.length, "image"), count(files.length, "file")].filter((words) => words !== undefined)
  return `You wrote: ${text}${attached.length === 0 ? "" : `\n\nYou attached ${attached.join(" and ")}.`}`
}

const count = (number: number, noun: string): string | undefined =>
  number === 0 ? undefined : `${number} ${noun}${number === 1 ? "" : "s"}`

/** Mielto's conversations: the seeds, the diaries, and the posted messages. */
import { Json } from "@org/messages-core"
import type { Changeable } from "../../changes/Changeable.js"
import * as MieltoDiary from "../../diary/MieltoDiary.js"
import * as ElementList from "../../lists/ElementList.js"
import * as MessageLog from "../../lists/MessageLog.js"
import { conversation as seeded, seeds, workspace } from "../../seeds/MieltoSeeds.js"
import type { PostBody } from "./MieltoPostBody.js"

interface Conversation {
  readonly title: string
  readonly createdAt: string
  readonly log: MessageLog.MessageLog
}

/** Makes conversations of the key's workspace, with their own state. `now` is in epoch milliseconds. */
export const make = (diarySizes: ReadonlyArray<number>) => {
  const all = new Map<string, Conversation>([
    [seeded, conversation("Money back for invoice 1042", MessageLog.beginningOf(seeds.map(({ message }) => message)))],
    ...diarySizes.map((size) => {
      const id = MieltoDiary.conversation(size)
      const title = `Diary of the bakery, ${size} messages`
      return [id, conversation(title, MieltoDiary.beginning(id, workspace, size))] as const
    })
  ])
  let posts = 0

  const obtain = (id: string, now: number): MessageLog.MessageLog => {
    const found = all.get(id) ?? conversation("New conversation", MessageLog.beginningOf([]), now)
    all.set(id, found)
    return found.log
  }

  /** Adds messages of the diary; an unknown conversation begins with them. */
  const arrive = (conversationId: string, messages: number, now: number): void => {
    const log = obtain(conversationId, now)
    for (let count = 0; count < messages; count++) {
      const message = MieltoDiary.message(conversationId, workspace, log.made)
      log.add({ id: String(message["id"]), from: now, read: () => message })
    }
  }

  const changeable: Changeable = {
    conversation: (address) => {
      const id = address.provider === "mielto" ? address.conversationId : ""
      const log = all.get(id)?.log
      return log && { log, remove: () => void all.delete(id) }
    },
    message: (address, now) => {
      if (address.provider !== "mielto") return undefined
      for (const { log } of all.values()) {
        const message = log.find(address.messageId, now)
        if (message !== undefined) return { log, message }
      }
      return undefined
    },
    arrive: (address, messages, now) => {
      if (address.provider !== "mielto") return
      arrive(address.conversationId, messages, now)
      all.get(address.conversationId)?.log.touch(now)
    },
    edited: (message, text, now) => ({ ...message, content: text, updated_at: new Date(now).toISOString() })
  }

  return {
    arrive,
    changeable,

    get: (messageId: string, now: number): Json.JsonObject | undefined => {
      for (const { log } of all.values()) {
        const message = log.find(messageId, now)
        if (message !== undefined) return message
      }
      return undefined
    },

    /** The messages of a conversation, or of all of them. An unknown conversation has none. */
    messages: (conversationId: string | null, now: number): ElementList.ElementList =>
      conversationId === null
        ? ElementList.concat([...all.values()].map(({ log }) => log.elements(now)))
        : (all.get(conversationId)?.log.elements(now) ?? ElementList.of([])),

    /** The conversations as a list shows them. */
    conversations: (now: number): ElementList.ElementList => {
      const entries = [...all]
      return {
        length: entries.length,
        at: (index) => {
          const entry = entries[index]
          return entry === undefined ? {} : summary(...entry, now)
        }
      }
    },

    /** Stores the posted messages and returns them in the form of a read. A post without a conversation starts one. */
    post: ({ conversationId, messages }: PostBody, now: number): ReadonlyArray<Json.JsonObject> => {
      const begun = `conv_posted_${posts + 1}`
      return messages.map((posted) => {
        const own = Json.own(posted, "conversation_id")
        const id = conversationId ?? (typeof own === "string" ? own : begun)
        const log = obtain(id, now)
        const sender = log.last(now)?.["sender_id"] ?? "usr_sandbox"
        const message = read(posted, `msg_posted_${(posts += 1)}`, id, sender, now)
        log.add({ id: String(message["id"]), from: now, read: () => message })
        return message
      })
    }
  }
}

const conversation = (title: string, beginning: MessageLog.Beginning, at = Date.UTC(2026, 0, 5, 10)): Conversation => ({
  title,
  createdAt: new Date(at).toISOString(),
  log: new MessageLog.MessageLog(beginning)
})

const summary = (id: string, { createdAt, log, title }: Conversation, now: number): Json.JsonObject => ({
  id,
  title: log.title ?? title,
  summary: null,
  status: "active",
  is_public: false,
  collections: [],
  meta_data: {},
  settings: {},
  ended_at: null,
  owner_id: "usr_baker",
  workspace_id: workspace,
  created_by: "usr_baker",
  created_at: createdAt,
  updated_at: log.updatedAt(String(log.last(now)?.["created_at"] ?? createdAt))
})

/** A posted message in the form of a read: its own fields, with defaults. */
const read = (
  posted: Json.JsonObject,
  id: string,
  conversationId: string,
  sender: Json.Json,
  now: number
): Json.JsonObject => {
  const at = new Date(now).toISOString()
  return {
    ...Object.fromEntries(fields.flatMap((key) => (Object.hasOwn(posted, key) ? [[key, posted[key] ?? null]] : []))),
    id,
    conversation_id: conversationId,
    sender_id: posted["sender_id"] ?? sender,
    workspace_id: workspace,
    role: posted["role"] ?? "user",
    content: posted["content"] ?? "",
    message_type: posted["message_type"] ?? "text",
    created_at: posted["created_at"] ?? at,
    updated_at: null
  }
}

const fields = ["tool_calls", "attachments", "tags", "meta_data", "checksum", "parent_message_id", "sent_at"]

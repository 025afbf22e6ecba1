/** Veryfront's conversations: the seeds, the diaries, the posted messages, and the agent's replies, which take a while to be written. */
import type { Json } from "@org/messages-core"
import type { Changeable } from "../../changes/Changeable.js"
import * as VeryfrontDiary from "../../diary/VeryfrontDiary.js"
import * as ElementList from "../../lists/ElementList.js"
import * as MessageLog from "../../lists/MessageLog.js"
import type { ProviderOptions } from "../../SandboxOptions.js"
import { conversation as seeded, seeds } from "../../seeds/VeryfrontSeeds.js"
import type { PostBody } from "./VeryfrontPostBody.js"

/** Makes conversations with their own state. `now` is in epoch milliseconds. */
export const make = ({ diarySizes, replyMillis }: Pick<ProviderOptions, "diarySizes" | "replyMillis">) => {
  const logs = new Map<string, MessageLog.MessageLog>([
    [seeded, new MessageLog.MessageLog(MessageLog.beginningOf(seeds.map(({ message }) => message)))],
    ...diarySizes.map((size) => {
      const id = VeryfrontDiary.conversation(size)
      return [id, new MessageLog.MessageLog(VeryfrontDiary.beginning(id, size))] as const
    })
  ])
  const keys = new Map<string, Json.JsonObject>()
  let posts = 0

  /** Adds messages of the diary. */
  const arrive = (conversationId: string, messages: number, now: number): void => {
    const log = logs.get(conversationId)
    for (let count = 0; log !== undefined && count < messages; count++) {
      const message = VeryfrontDiary.message(conversationId, log.made)
      log.add({ id: String(message["id"]), from: now, read: () => message })
    }
  }

  const changeable: Changeable = {
    conversation: (address) => {
      const id = address.provider === "veryfront" ? address.conversationId : ""
      const log = logs.get(id)
      return log && { log, remove: () => void logs.delete(id) }
    },
    message: (address, now) => {
      if (address.provider !== "veryfront") return undefined
      const log = logs.get(address.conversationId)
      const message = log?.find(address.messageId, now)
      return log && message && { log, message }
    },
    arrive: (address, messages, now) => {
      if (address.provider !== "veryfront") return
      const id = address.conversationId
      if (!logs.has(id)) logs.set(id, new MessageLog.MessageLog(MessageLog.beginningOf([])))
      arrive(id, messages, now)
      logs.get(id)?.touch(now)
    },
    edited: (message, text, now) => {
      const at = new Date(now).toISOString()
      return { ...message, parts: [{ type: "text", text }], updated_at: at, edited_at: at }
    }
  }

  return {
    arrive,
    changeable,

    has: (conversationId: string): boolean => logs.has(conversationId),

    get: (conversationId: string, messageId: string, now: number): Json.JsonObject | undefined =>
      logs.get(conversationId)?.find(messageId, now),

    messages: (conversationId: string, now: number): ElementList.ElementList =>
      logs.get(conversationId)?.elements(now) ?? ElementList.of([]),

    /** The conversation as a list shows it. */
    conversation: (conversationId: string, now: number): Json.JsonObject => {
      const log = logs.get(conversationId)
      return log === undefined ? {} : summary(conversationId, log, now)
    },

    conversations: (now: number): ElementList.ElementList => {
      const all = [...logs]
      return {
        length: all.length,
        at: (index) => {
          const entry = all[index]
          return entry === undefined ? {} : summary(...entry, now)
        }
      }
    },

    /** The message of an earlier post with this key. */
    posted: (conversationId: string, key: string | undefined): Json.JsonObject | undefined =>
      key === undefined ? undefined : keys.get(`${conversationId}/${key}`),

    /** Stores the message, and the agent's reply in its stages of being written. */
    post: (conversationId: string, body: PostBody, now: number): Json.JsonObject => {
      const log = logs.get(conversationId)
      const previous = log?.last(now)
      const sequence = Math.max(Number(previous?.["seq"] ?? 0), log?.made ?? 0)
      const message = {
        id: uuid((posts += 1), 0),
        conversation_id: conversationId,
        seq: sequence + 1,
        role: "user",
        parent_id: body.parentId ?? previous?.["id"] ?? null,
        parts: body.parts,
        status: "completed",
        sender_type: "user",
        sender_id: "user_baker",
        sender_display_name: "Bruno",
        metadata: body.metadata,
        ...(body.key !== undefined && { idempotency_key: body.key }),
        created_at: new Date(now).toISOString(),
        updated_at: new Date(now).toISOString()
      }
      const answer = reply({ ...message, id: uuid(posts, 1), parent_id: message.id }, now, replyMillis)
      log?.add({ id: message.id, from: now, read: () => message })
      log?.add({ id: uuid(posts, 1), from: now, read: answer })
      if (body.key !== undefined) keys.set(`${conversationId}/${body.key}`, message)
      return message
    }
  }
}

interface Posted extends Json.JsonObject {
  readonly id: string
  readonly conversation_id: string
  readonly parent_id: string
  readonly seq: number
  readonly parts: ReadonlyArray<Json.Json>
}

/** The agent's reply at a time: it is pending for a quarter of the time, then half of it is written, then all. */
const reply = ({ conversation_id, id, parent_id, parts, seq }: Posted, from: number, replyMillis: number) => {
  const text = `You wrote ${parts.length === 1 ? "a part" : `${parts.length} parts`}. I have read all of it.`
  return (now: number): Json.JsonObject => {
    const elapsed = now - from
    const status = elapsed >= replyMillis ? "completed" : elapsed >= replyMillis / 4 ? "streaming" : "pending"
    const written = { pending: "", streaming: text.slice(0, text.length / 2), completed: text }[status]
    const isDone = status === "completed"
    const changed = from + { pending: 0, streaming: replyMillis / 4, completed: replyMillis }[status]
    return {
      id,
      conversation_id,
      seq: seq + 1,
      role: "assistant",
      parent_id,
      parts: written === "" ? [] : [{ type: "text", text: written }],
      status,
      model: "anthropic/claude-sonnet-4-6",
      finish_reason: isDone ? "stop" : null,
      token_usage: isDone ? { input: 12 * parts.length, output: 11 } : null,
      cost_credits: isDone ? "0.0004" : null,
      sender_type: "agent",
      sender_id: "agent_ledger",
      sender_display_name: "Ledger",
      metadata: null,
      created_at: new Date(from).toISOString(),
      updated_at: new Date(changed).toISOString()
    }
  }
}

/** The ids of the posted message and of its reply are the same in every sandbox. */
const uuid = (post: number, part: 0 | 1): string =>
  `90570000-0000-4000-8000-${String(post * 2 - 1 + part).padStart(12, "0")}`

const summary = (id: string, log: MessageLog.MessageLog, now: number): Json.JsonObject => {
  const { at, length } = log.elements(now)
  const [first, last] = length === 0 ? [] : [at(0), at(length - 1)]
  return {
    id,
    type: "chat",
    status: "active",
    message_count: length,
    created_by: "user_baker",
    created_at: first?.["created_at"] ?? "2026-01-11T18:00:00Z",
    updated_at: log.updatedAt(String(last?.["created_at"] ?? "2026-01-11T18:00:00Z")),
    project_id: null,
    title:
      log.title ?? (id === seeded ? "The week of the bakery" : `Diary of the bakery, ${log.beginning.length} messages`),
    summary: null,
    current_node: last?.["id"] ?? null,
    last_message_at: last?.["created_at"] ?? null,
    metadata: null,
    archived_at: null
  }
}

/** Ids of the messages of diaries, which contain the index of the message. */
import { TextHash } from "@org/messages-core"
import type { Beginning } from "../lists/MessageLog.js"
import type { Json } from "@org/messages-core"

/** Makes the ids of a conversation, and reads the index from one of them. */
export interface DiaryIds {
  readonly of: (index: number) => string
  readonly indexOf: (id: string) => number
}

/** UUIDs with the number of the message at their end. */
export const uuids = (conversation: string): DiaryIds => ({
  of: (index) => `${hexadecimal(conversation)}-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
  indexOf: (id) => Number(id.slice(-12)) - 1
})

/** Nano ids of 21 characters, as Honcho has them. */
export const nanoids = (conversation: string): DiaryIds => ({
  of: (index) => nanoid(conversation, String(index), index.toString(36).padStart(5, "0")),
  indexOf: (id) => Number.parseInt(id.slice(-5), 36)
})

/** A nano id of two names and a suffix of five characters. */
export const nanoid = (conversation: string, message: string, suffix: string): string =>
  `${TextHash.of(conversation)}${TextHash.of(message)}${suffix}`

/** The first `length` messages of a diary in a provider's form. */
export const beginning = (length: number, ids: DiaryIds, message: (index: number) => Json.JsonObject): Beginning => ({
  length,
  at: message,
  indexOf: (id) => {
    const index = ids.indexOf(id)
    return index >= 0 && index < length && ids.of(index) === id ? index : undefined
  }
})

/** FNV-1a. */
const hexadecimal = (text: string): string => {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, "0")
}

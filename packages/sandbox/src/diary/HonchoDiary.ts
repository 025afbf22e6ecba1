/** Diaries as Honcho sessions. */
import { Json } from "@org/messages-core"
import type { Beginning } from "../lists/MessageLog.js"
import * as Diary from "./Diary.js"
import * as DiaryId from "./DiaryId.js"

/** Where a session is. */
export interface Place {
  readonly workspace_id: string
  readonly session_id: string
}

/** The session of the diary of a size. */
export const session = (size: number): string => `diary-${size}`

/** The peers of diaries: a customer, the assistant, and the tool that orders flour. */
export const peers: ReadonlyArray<string> = ["alice", "bakery-assistant", "bakery-mill"]

/** The first messages of a session's diary. */
export const beginning = (place: Place, size: number): Beginning =>
  DiaryId.beginning(size, ids(place), (index) => message(place, index))

/** The message at an index of a session's diary. */
export const message = (place: Place, index: number): Json.JsonObject => {
  const entry = Diary.entry(index)
  const role = entry.kind === "result" ? "tool" : Diary.isCustomers(entry) ? "user" : "assistant"
  const call = entry.kind === "call" ? { ...entry.tool.input, id: entry.tool.id, name: entry.tool.name } : undefined
  return {
    id: ids(place).of(index),
    content: entry.text,
    peer_id: { user: "alice", assistant: "bakery-assistant", tool: "bakery-mill" }[role],
    ...place,
    metadata: Json.compact({ role, day: Math.floor(index / 7) + 1, call }),
    created_at: new Date(entry.at).toISOString().replace(".000Z", "Z"),
    token_count: tokens(entry.text)
  }
}

/** Roughly the number of tokens of a text; Honcho counts them with OpenAI's tokenizer. */
export const tokens = (text: string): number => Math.ceil(text.length / 4)

const ids = ({ session_id, workspace_id }: Place) => DiaryId.nanoids(`${workspace_id}/${session_id}`)

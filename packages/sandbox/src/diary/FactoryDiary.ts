/** Diaries as Factory sessions. */
import type { Json } from "@org/messages-core"
import type { Beginning } from "../lists/MessageLog.js"
import * as Diary from "./Diary.js"
import * as DiaryId from "./DiaryId.js"

/** The session of the diary of a size. */
export const session = (size: number): string => `diary-${size}`

/** The first messages of a session's diary. */
export const beginning = (sessionId: string, size: number): Beginning =>
  DiaryId.beginning(size, DiaryId.uuids(sessionId), (index) => message(sessionId, index))

/** The message at an index of a session's diary. */
export const message = (sessionId: string, index: number): Json.JsonObject => {
  const entry = Diary.entry(index)
  const ids = DiaryId.uuids(sessionId)
  return {
    id: ids.of(index),
    role: entry.kind === "result" ? "tool" : Diary.isCustomers(entry) ? "user" : "assistant",
    content: content(entry),
    createdAt: entry.at,
    updatedAt: entry.at,
    ...(index > 0 && { parentId: ids.of(index - 1) })
  }
}

const content = ({ kind, text, thought, tool }: Diary.Entry): ReadonlyArray<Json.JsonObject> => {
  const said = { type: "text", text }
  switch (kind) {
    case "request":
      return [said, { type: "document", source: priceList }]
    case "answer":
      return [thinking(thought), said]
    case "call":
      return [thinking(thought), said, { type: "tool_use", id: tool.id, name: tool.name, input: tool.input }]
    case "result":
      return [{ type: "tool_result", toolUseId: tool.id, isError: tool.isError, content: text }]
    default:
      return [said]
  }
}

const thinking = (thought: string) => ({
  type: "thinking",
  thinking: thought,
  signature: "EqQBCkYIARgCKkBd",
  signatureProvider: "anthropic",
  durationMs: 800
})

const priceList = {
  type: "text",
  mediaType: "text/plain",
  data: Diary.priceList.text,
  name: Diary.priceList.filename,
  mime: Diary.priceList.mediaType
}

/** Reads the body of a post to Mielto, in any of the forms that its documentation shows. */
import { Json } from "@org/messages-core"
import * as FastApi from "../FastApi.js"

/** A post: its messages, its conversation, and whether the body had one message or an array. */
export interface PostBody {
  readonly conversationId: string | undefined
  readonly messages: ReadonlyArray<Json.JsonObject>
  readonly isArray: boolean
}

/** The documented wrapper `{conversation_id, content: message or messages}`; a message; or an array of messages. */
export const parse = (problems: Array<FastApi.Problem>, text: string): PostBody | undefined => {
  const json = FastApi.body(problems, text)
  if (json === undefined) return undefined
  const wrapped = Json.isObject(json) ? Json.own(json, "content") : undefined
  const isWrapper = wrapped !== undefined && (Json.isObject(wrapped) || Json.isArray(wrapped))
  const content = isWrapper ? wrapped : json
  const loc = isWrapper ? ["body", "content"] : ["body"]
  const elements = Json.isArray(content) ? content : [content]
  const messages = elements.flatMap((element, index) => {
    const message = FastApi.object(problems, element, Json.isArray(content) ? [...loc, index] : loc)
    if (message !== undefined) check(problems, message, Json.isArray(content) ? [...loc, index] : loc)
    return message === undefined ? [] : [message]
  })
  const outer = isWrapper && Json.isObject(json) ? json : (messages[0] ?? {})
  FastApi.strings(problems, outer, ["body"], isWrapper ? ["conversation_id"] : [])
  const conversationId = Json.own(outer, "conversation_id")
  return {
    conversationId: typeof conversationId === "string" ? conversationId : undefined,
    messages,
    isArray: Json.isArray(content)
  }
}

/** The types of the fields in the contract for reads. */
const check = (
  problems: Array<FastApi.Problem>,
  message: Json.JsonObject,
  loc: ReadonlyArray<string | number>
): void => {
  FastApi.strings(problems, message, loc, ["content"], { isRequired: true, isNullable: false })
  FastApi.strings(problems, message, loc, ["role", "message_type"], { isNullable: false })
  FastApi.strings(problems, message, loc, [
    "conversation_id",
    "sender_id",
    "parent_message_id",
    "checksum",
    "created_at"
  ])
  for (const key of ["tags", "tool_calls", "attachments"]) {
    const value = Json.own(message, key) ?? null
    if (value !== null && !Json.isArray(value))
      problems.push({ type: "list_type", loc: [...loc, key], msg: "Input should be a valid list", input: value })
  }
  const metadata = Json.own(message, "meta_data") ?? null
  if (metadata !== null) FastApi.object(problems, metadata, [...loc, "meta_data"])
}

/** Reads the body of a post to a Honcho session: a batch of 1 to 100 messages. */
import { Json } from "@org/messages-core"
import * as FastApi from "../FastApi.js"
import * as HonchoMetadata from "./HonchoMetadata.js"
import * as HonchoTime from "./HonchoTime.js"

/** A posted message. */
export interface Draft {
  readonly content: string
  readonly peerId: string
  readonly metadata: Json.JsonObject
  readonly createdAt: HonchoTime.GivenTime | undefined
}

/** The messages of the body. Adds its problems to `problems`. */
export const parse = (problems: Array<FastApi.Problem>, text: string): ReadonlyArray<Draft> => {
  const json = FastApi.body(problems, text)
  const body = FastApi.object(problems, json, ["body"])
  if (body === undefined) return []
  const loc = ["body", "messages"]
  const messages = Json.own(body, "messages")
  if (messages === undefined) problems.push(FastApi.missing(loc, body))
  else if (!Json.isArray(messages))
    problems.push({ type: "list_type", loc, msg: "Input should be a valid list", input: messages })
  else {
    const drafts = messages.flatMap((message, index) => draft(problems, message, [...loc, index]))
    sized(problems, messages, loc)
    return drafts
  }
  return []
}

const draft = (problems: Array<FastApi.Problem>, message: Json.Json, loc: FastApi.Problem["loc"]): Array<Draft> => {
  const fields = FastApi.object(problems, message, loc)
  if (fields === undefined) return []
  FastApi.strings(problems, fields, loc, ["content", "peer_id"], { isRequired: true, isNullable: false })
  const content = Json.own(fields, "content")
  const peerId = Json.own(fields, "peer_id")
  if (typeof content === "string" && codePoints(content) > maximumText) {
    const msg = `String should have at most ${maximumText} characters`
    const ctx = { max_length: maximumText }
    problems.push({ type: "string_too_long", loc: [...loc, "content"], msg, input: content, ctx })
  }
  const configuration = Json.own(fields, "configuration") ?? null
  if (configuration !== null) FastApi.object(problems, configuration, [...loc, "configuration"])
  const metadata = HonchoMetadata.read(problems, fields, loc) ?? {}
  const createdAt = time(problems, fields, loc)
  if (typeof content !== "string" || typeof peerId !== "string") return []
  return [{ content: content.replaceAll("\0", ""), peerId, metadata, createdAt }]
}

const time = (problems: Array<FastApi.Problem>, fields: Json.JsonObject, loc: FastApi.Problem["loc"]) => {
  const input = Json.own(fields, "created_at") ?? null
  if (input === null) return undefined
  const parsed = typeof input === "string" ? HonchoTime.parse(input) : undefined
  if (parsed === undefined) {
    const msg = "Input should be a valid datetime or date, invalid character in year"
    problems.push({ type: "datetime_from_date_parsing", loc: [...loc, "created_at"], msg, input })
  }
  return parsed
}

const sized = (problems: Array<FastApi.Problem>, input: ReadonlyArray<Json.Json>, loc: FastApi.Problem["loc"]) => {
  const actual = input.length
  const ctx = { field_type: "List", actual_length: actual }
  if (actual === 0) {
    const msg = "List should have at least 1 item after validation, not 0"
    problems.push({ type: "too_short", loc, msg, input, ctx: { ...ctx, min_length: 1 } })
  }
  if (actual > maximumBatch) {
    const msg = `List should have at most ${maximumBatch} items after validation, not ${actual}`
    problems.push({ type: "too_long", loc, msg, input, ctx: { ...ctx, max_length: maximumBatch } })
  }
}

/** Python counts code points: a surrogate pair is one. */
const codePoints = (text: string): number => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)

const maximumText = 25_000
const maximumBatch = 100

/** Sessions of Factory's droid: the JSONL files under `~/.factory/sessions`. Their messages are Factory's own, in other keys. */
import { Json, MessageRef, Time } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Converter } from "../algebra/Converter.js"
import * as Field from "../Field.js"
import type { ProviderFormat } from "../provider/ProviderFormat.js"
import * as Session from "./Session.js"
import * as Recognition from "../recognition/Recognition.js"

/** The converter of session files. The function that reads Factory's messages is a parameter, so that this package imports no provider. */
export const of = ({ toMessage }: Pick<ProviderFormat, "toMessage">): Converter<ReadonlyArray<Json.JsonObject>> =>
  Session.of("factory-session", Recognition.factorySession, (lines) => {
    const start = lines.find((line) => line["type"] === "session_start")
    const session = start && Field.text(start, "id")
    return {
      messages: lines.filter(isMessage).map((line) => {
        const message = toMessage(nativeOf(line))
        const timestamp = Field.text(line, "timestamp")
        const address = MessageRef.make({ provider: "factory", sessionId: session ?? "", messageId: message.id ?? "" })
        return Json.compact({
          ...message,
          ref: Either.isRight(address) ? address.right.ref : undefined,
          conversation: session === undefined ? message.conversation : { id: session },
          createdAt: timestamp !== undefined && Time.isTime(timestamp) ? timestamp : message.createdAt
        })
      }),
      others: lines.filter((line) => !isMessage(line))
    }
  })

const isMessage = (line: Json.JsonObject): boolean => {
  const message = Field.object(line, "message")
  return line["type"] === "message" && message !== undefined && Array.isArray(message["content"])
}

/** The message in the form of Factory's API: the keys of the line and of the message together, in the API's spelling. */
const nativeOf = ({ message, timestamp, type, ...line }: Json.JsonObject): Json.JsonObject => {
  const { content, ...rest } = Json.isObject(message) ? message : {}
  return { ...rest, ...line, content: Json.isArray(content) ? content.map(element) : [] }
}

const keys: { readonly [key: string]: string } = {
  tool_use_id: "toolUseId",
  is_error: "isError",
  media_type: "mediaType"
}

/** The keys of an element, its source and its nested elements; arguments of calls stay as they are. */
const element = (value: Json.Json): Json.Json => {
  if (Json.isArray(value)) return value.map(element)
  if (!Json.isObject(value)) return value
  const isInner = (key: string) => key === "source" || key === "content"
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      Object.hasOwn(keys, key) ? (keys[key] ?? key) : key,
      isInner(key) ? element(child) : child
    ])
  )
}

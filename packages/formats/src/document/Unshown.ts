/** Lists what the pretty form of a message does not show: metadata, and residue that adds something to the fields. */
import { Json, type Message, MessageRef, type Part, Time } from "@org/messages-core"
import * as Either from "effect/Either"

/** The paths of the values that are not shown, those of the message itself first. */
export const of = (message: Message.Message): ReadonlyArray<string> => [
  ...fields("metadata.", message.metadata, () => false),
  ...(message.residue?.present === undefined ? [] : fields("", message.residue.present, isOnMessage(message))),
  ...within("parts", message.parts)
]

const within = (path: string, parts: ReadonlyArray<Part.Part>): ReadonlyArray<string> =>
  parts.flatMap((part, index) => [
    ...(part.residue?.present === undefined ? [] : fields(`${path}.${index}.`, part.residue.present, isOnPart(part))),
    ...("content" in part ? within(`${path}.${index}.content`, part.content ?? []) : [])
  ])

/** Whether the pretty form shows the value of a key, perhaps in another spelling; `depth` is 0 for the keys of the residue itself. */
type IsShown = (key: string, value: Json.Json, depth: number) => boolean

const fields = (prefix: string, value: Json.JsonObject | undefined, isShown: IsShown): ReadonlyArray<string> =>
  Object.entries(value ?? {}).flatMap(([key, child]) => paths(prefix + key, key, child, isShown, 0))

/** The path of a value; if some of its children are shown, the paths of the others. */
const paths = (path: string, key: string, value: Json.Json, isShown: IsShown, depth: number): ReadonlyArray<string> => {
  if (isNull(value) || isShown(key, value, depth)) return []
  if (!Json.isObject(value)) return [path]
  const children = Object.entries(value).map(([key, child]) => ({
    path: `${path}.${key}`,
    found: paths(`${path}.${key}`, key, child, isShown, depth + 1)
  }))
  return children.every(({ found, path }) => found.length === 1 && found[0] === path)
    ? [path]
    : children.flatMap(({ found }) => found)
}

/** Whether a value is null or a list of nulls. */
const isNull = (value: Json.Json): boolean =>
  value === null || (Json.isArray(value) && value.length > 0 && value.every(isNull))

const isOnMessage = (message: Message.Message): IsShown => {
  const times = [message.createdAt, message.updatedAt, message.editedAt, message.sentAt].filter(
    (time) => time !== undefined
  )
  const address = message.ref === undefined ? undefined : Either.getOrUndefined(MessageRef.parse(message.ref))
  const ids = new Set(Object.values(address ?? {}).map((id) => id.toLowerCase()))
  const types = new Set<Json.Json>(["text", ...message.parts.map(({ type }) => type)])
  return (key, value, depth) => {
    if (message.format === "mielto" && depth === 0) {
      // It names the owner of the conversation in every message, and says nothing about the message itself.
      if (key === "sender_id") return true
      if (key === "message_type") return types.has(value)
    }
    if (typeof value !== "string" && typeof value !== "number") return false
    if (/(^|_)id$|[a-z]Id$/.test(key)) return ids.has(String(value).toLowerCase())
    const time = Time.from(value)
    return time !== undefined && times.includes(time)
  }
}

/** Fields that are shown unchanged, and that have the same name in most native forms. */
const labels = ["name", "text", "title", "url", "filename", "code", "message"]

const isOnPart = (part: Part.Part): IsShown => {
  const shown = new Map(Object.entries(part))
  return (key, value, depth) => {
    // The label of the part shows its type.
    if (key === "type") return depth === 0 && typeof value === "string"
    if (labels.includes(key) && shown.get(key) === value) return true
    switch (part.type) {
      case "tool-call":
        return same(value, part.input) || (value !== "" && value === part.inputText)
      case "tool-result":
        return same(value, part.output)
      case "file":
        return typeof value === "string" && part.data !== undefined && bytesOf(value) === part.data
      default:
        return false
    }
  }
}

/** Whether a value, or the JSON in its text, equals the shown value. */
const same = (value: Json.Json, shown: Json.Json | undefined): boolean =>
  shown !== undefined && (Json.equal(value, shown) || Json.equal(parsed(value), shown))

const parsed = (value: Json.Json): Json.Json => {
  const json = typeof value === "string" ? Either.getOrNull(Either.try((): unknown => JSON.parse(value))) : null
  return Json.isJson(json) ? json : null
}

const bytesOf = (text: string): string => text.replace(/^data:[^,]*;base64,/, "").replace(/\s/g, "")

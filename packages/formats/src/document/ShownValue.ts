/** Decides whether a document already shows a value of the native form, perhaps in another spelling. */
import { Json, type Message, MessageRef, type Part, Time } from "@org/messages-core"
import * as Either from "effect/Either"

/**
 * Whether the document shows the value of a key. `isElement` says that the key belongs to the native element of a part, and `isTop` that
 * it is a key of the residue itself.
 */
export type IsShown = (key: string, value: Json.Json, place: Place) => boolean

/** Where a key is. */
export interface Place {
  readonly isElement: boolean
  readonly isTop: boolean
}

/** What the document shows of a message. */
export const ofMessage = (message: Message.Message): IsShown => {
  const times = [message.createdAt, message.updatedAt, message.editedAt, message.sentAt].filter(
    (time) => time !== undefined
  )
  const address = message.ref === undefined ? undefined : Either.getOrUndefined(MessageRef.parse(message.ref))
  const ids = new Set(Object.values(address ?? {}).map((id) => id.toLowerCase()))
  const types = new Set<Json.Json>(["text", ...message.parts.map(({ type }) => type)])
  const { model, parentId, phase, role, status } = message
  const facts = new Map(Object.entries({ model, phase, role, status }))
  const isOfParts = ofParts(message.parts)
  return (key, value, place) => {
    if (message.format === "mielto" && place.isTop) {
      // It names the owner of the conversation in every message, and says nothing about the message itself.
      if (key === "sender_id") return true
      if (key === "message_type") return types.has(value)
    }
    if (isOfParts(key, value, place)) return true
    if (typeof value !== "string" && typeof value !== "number") return false
    if (isId(key)) return value === parentId || ids.has(String(value).toLowerCase())
    if (facts.get(key) === value) return true
    const time = Time.from(value)
    return time !== undefined && times.includes(time)
  }
}

/** What the document shows of parts. */
export const ofParts = (given: ReadonlyArray<Part.Part>): IsShown => {
  const parts = given.flatMap((part) => ("content" in part ? [part, ...(part.content ?? [])] : [part]))
  const fields = parts.map((part) => new Map<string, unknown>(Object.entries(part)))
  const texts = new Set(parts.flatMap(textsOf))
  for (const text of joined(parts.flatMap((part) => (part.type === "text" ? [part.text] : [])))) texts.add(text)
  const values = parts.flatMap(valuesOf)
  const callIds = new Set(parts.flatMap((part) => ("callId" in part ? [part.callId] : [])))
  const bytes = new Set(parts.flatMap((part) => (part.type === "file" && part.data !== undefined ? [part.data] : [])))
  return (key, value, { isElement }) => {
    // The label of a part shows its type.
    if (key === "type" && isElement) return typeof value === "string"
    if (key === "is_error" || key === "isError")
      return parts.some((part) => part.type === "tool-result" && (part.isError ?? false) === value)
    if (labels.has(key) && fields.some((part) => part.get(key) === value)) return true
    if (typeof value === "string" && ((isTextOf(key, value) && texts.has(value)) || (isId(key) && callIds.has(value))))
      return true
    if (mediaTypes.has(key) && fields.some((part) => part.get("mediaType") === value)) return true
    if (Json.isArray(value) && joined(value.map(textIn)).some((text) => isTextOf(key, text) && texts.has(text)))
      return true
    if (typeof value === "string" && bytes.size > 0 && bytes.has(bytesOf(value))) return true
    if (values.length === 0) return false
    const isContent = contents.has(key)
    const json = typeof value === "string" && (isContent || /^\s*[[{]/.test(value)) ? parsed(value) : null
    return values.some(
      (shown) =>
        (isContent || isTelling(shown)) && (Json.equal(value, shown) || (json !== null && Json.equal(json, shown)))
    )
  }
}

/** Fields that are shown unchanged, and that have the same name in most native forms. */
const labels = new Set(["name", "text", "title", "url", "filename", "code", "message"])

const mediaTypes = new Set(["mediaType", "media_type", "mimeType", "mime_type"])

/** Texts that are shown as one, or that stand for one; there are none if one of them is unknown. */
const joined = (texts: ReadonlyArray<string | undefined>): ReadonlyArray<string> =>
  texts.includes(undefined) || texts.length === 0 ? [] : ["", "\n", "\n\n"].map((separator) => texts.join(separator))

/** The text of an element that has nothing else but its type. */
const textIn = (element: Json.Json): string | undefined => {
  if (!Json.isObject(element)) return undefined
  const { text, type, ...rest } = element
  return typeof text === "string" && Object.keys(rest).length === 0 && typeof (type ?? "") === "string"
    ? text
    : undefined
}

/** Keys under which native forms have what was said, and what a tool gets and returns. */
const contents = new Set([
  ...[
    "content",
    "text",
    "message",
    "summary",
    "thinking",
    "reasoning",
    "reasoning_content",
    "refusal",
    "quote",
    "body"
  ],
  ...["input", "output", "arguments", "args", "result", "response", "value", "data"]
])

/** Whether a text that is shown is the same text under this key: a single word under another key is perhaps a coincidence. */
const isTextOf = (key: string, text: string): boolean => contents.has(key) || text.length > 20

const isId = (key: string): boolean => /(^|_)id$|[a-z]Id$/.test(key)

/** The texts of a part that are shown whole. */
const textsOf = (part: Part.Part): ReadonlyArray<string> => {
  switch (part.type) {
    case "text":
    case "refusal":
      return [part.text]
    case "reasoning":
      return some([part.text === undefined || part.text === "" ? part.summary : part.text])
    case "file":
      return some([part.text ?? part.extractedText])
    case "tool-call":
      return some([part.input === undefined && part.inputText !== "" ? part.inputText : undefined])
    case "citation":
      return some([part.quote])
    case "error":
      return some([part.message])
    default:
      return []
  }
}

/** The JSON values of a part that are shown whole. */
const valuesOf = (part: Part.Part): ReadonlyArray<Json.Json> => {
  switch (part.type) {
    case "tool-call":
      return some([part.input])
    case "tool-result":
      return some([part.content === undefined ? part.output : undefined])
    case "data":
      return some([part.value])
    case "unknown":
      return [part.native]
    default:
      return []
  }
}

const some = <A>(values: ReadonlyArray<A | undefined>): ReadonlyArray<A> =>
  values.filter((value) => value !== undefined)

/** Whether a value says so much that an equal one under any key is the same: a long text, or an object or array with something in it. */
const isTelling = (value: Json.Json): boolean =>
  typeof value === "string"
    ? value.length > 20
    : typeof value === "object" && value !== null && Object.keys(value).length > 0

const parsed = (text: string): Json.Json => {
  const json = Either.getOrNull(Either.try((): unknown => JSON.parse(text)))
  return Json.isJson(json) ? json : null
}

const bytesOf = (text: string): string => text.replace(/^data:[^,]*;base64,/, "").replace(/\s/g, "")

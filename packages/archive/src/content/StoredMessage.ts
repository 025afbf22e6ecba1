/** A message as the archive stores it: its body, a hash that shows changes, and the values that searches filter by. */
import { type Json, Message, Time } from "@org/messages-core"
import * as Either from "effect/Either"
import { hash } from "node:crypto"
import { constants, deflateRawSync, inflateRawSync } from "node:zlib"
import * as BodyDictionary from "./BodyDictionary.js"
import * as CanonicalJson from "./CanonicalJson.js"
import * as MessageText from "./MessageText.js"

/** What is stored of a message. */
export interface StoredMessage {
  /** Equal for equal JSON values, whatever the order of their keys. */
  readonly hash: string
  readonly encoding: number
  readonly body: Uint8Array
  /** The text that is searched. */
  readonly text: string
  readonly role: string
  readonly author_id: string | null
  readonly author_name: string | null
  /** Epoch milliseconds; 0 if the message has no time. */
  readonly time: number
  /** The names of its tools, each between two line feeds. */
  readonly tools: string | null
  readonly has_file: number
}

/** How a body is encoded: `deflated` without the dictionary. Only older versions write that. */
const plain = 0
const deflated = 1
const deflatedWithDictionary = 2

/** What is stored of a message. */
export const of = (message: Message.Message): StoredMessage => {
  const { body, encoding } = encode(JSON.stringify(message))
  const tools = toolsOf(message)
  return {
    hash: hashOf(message),
    encoding,
    body,
    text: MessageText.of(message),
    role: message.role,
    author_id: column(message.author?.id),
    author_name: column(message.author?.name),
    time: timeOf(message.createdAt),
    tools: tools.length === 0 ? null : `\n${tools.join("\n")}\n`,
    has_file: message.parts.some(({ type }) => type === "file") ? 1 : 0
  }
}

/** The hash of a message: 132 bits of SHA-256 over its JSON with sorted keys. */
export const hashOf = (message: Message.Message): string =>
  hash("sha256", CanonicalJson.textOf(jsonOf(message)), "base64url").slice(0, 22)

/** Reads the message of a stored body; the left side says why the body cannot be read. */
export const read = (encoding: number, body: Uint8Array): Either.Either<Message.Message, string> =>
  Either.flatMap(
    Either.try({ try: () => textOf(encoding, body), catch: () => "has a body that cannot be inflated" }),
    (text) =>
      Either.flatMap(
        Either.try({ try: (): unknown => JSON.parse(text), catch: () => "has a body that is not JSON" }),
        (json) => (Message.isMessage(json) ? Either.right(json) : Either.left("has a body that is not a message"))
      )
  )

/** A text that a column can hold: no database stores a NUL or half a surrogate pair. */
export const column = (text: string | undefined): string | null =>
  text === undefined ? null : text.replaceAll("\0", "\ufffd").replace(/\p{Cs}/gu, "\ufffd")

/** A name as it appears in the list of tool names. */
export const toolName = (name: string): string => (column(name) ?? "").replaceAll("\n", " ")

const encode = (text: string): Pick<StoredMessage, "body" | "encoding"> => {
  const bytes = Buffer.from(text)
  // The result is a view of its chunk, so a chunk of the usual 16 KB would stay in memory until the body is stored.
  const chunkSize = Math.max(bytes.length, constants.Z_MIN_CHUNK)
  const body = deflateRawSync(bytes, { chunkSize, dictionary: BodyDictionary.bytes })
  return body.length < bytes.length ? { encoding: deflatedWithDictionary, body } : { encoding: plain, body: bytes }
}

const textOf = (encoding: number, body: Uint8Array): string => bytesOf(encoding, body).toString()

const bytesOf = (encoding: number, body: Uint8Array): Buffer => {
  if (encoding === deflatedWithDictionary) return inflateRawSync(body, { dictionary: BodyDictionary.bytes })
  return encoding === deflated ? inflateRawSync(body) : Buffer.from(body)
}

const toolsOf = ({ parts }: Message.Message): ReadonlyArray<string> => {
  const names = parts.flatMap((part) =>
    (part.type === "tool-call" || part.type === "tool-result") && part.name !== undefined ? [toolName(part.name)] : []
  )
  return Array.from(new Set(names))
}

/** Epoch milliseconds; 0 for no time. */
export const timeOf = (time: string | undefined): number => {
  const moment = time === undefined ? 0 : Math.trunc(Time.toNumber(time))
  return Number.isNaN(moment) ? 0 : moment
}

/** A message is plain JSON. */
const jsonOf = (message: Message.Message): Json.Json => ({ ...message })

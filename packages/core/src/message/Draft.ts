/** The message that a caller wants to post to a conversation. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { InvalidDraft } from "../error/MessageError.js"
import { optional, required } from "../schema/SchemaField.js"
import { pointer } from "../json/Json.js"
import type { Provider } from "../provider/Provider.js"
import { File } from "./Part.js"

/** A message to post. Images and other files are apart because providers keep them apart. */
export const Draft = Schema.Struct({
  text: required(Schema.String, "The text of the message; it must not be blank"),
  images: optional(Schema.Array(File), "Images to send with the text"),
  files: optional(Schema.Array(File), "Other files to send with the text")
}).annotations({ identifier: "Draft", description: "A message to post to a conversation" })

export type Draft = typeof Draft.Type

/** Refuses a draft that no provider takes, and text that providers take and then cannot work with. */
export const check = (draft: Draft, provider: Provider): Either.Either<Draft, InvalidDraft> => {
  const refuse = (path: string, problem: string) =>
    Either.left(new InvalidDraft({ provider, path, problem, delivery: "not-delivered" }))
  if (draft.text.trim() === "") return refuse("/text", "must not be empty")
  const broken = brokenText(draft)
  return broken === undefined
    ? Either.right(draft)
    : refuse(pointer(broken), "has half a surrogate pair, which is not Unicode text")
}

/** Where a key or a text is not well-formed: a provider keeps it, and fails at every later turn of the conversation. */
const brokenText = (value: unknown): ReadonlyArray<string> | undefined => {
  if (typeof value === "string") return halfPair.test(value) ? [] : undefined
  if (typeof value !== "object" || value === null) return undefined
  for (const [key, child] of Object.entries(value)) {
    if (halfPair.test(key)) return []
    const rest = brokenText(child)
    if (rest !== undefined) return [key, ...rest]
  }
  return undefined
}

const halfPair = /\p{Cs}/u

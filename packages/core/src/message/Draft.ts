/** The message that a caller wants to post to a conversation. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { InvalidDraft } from "../error/MessageError.js"
import { optional, required } from "../Field.js"
import { File } from "./Part.js"
import type { Provider } from "../provider/Provider.js"

/** A message to post. Images and other files are apart because providers keep them apart. */
export const Draft = Schema.Struct({
  text: required(Schema.String, "The text of the message; it must not be blank"),
  images: optional(Schema.Array(File), "Images to send with the text"),
  files: optional(Schema.Array(File), "Other files to send with the text")
}).annotations({ identifier: "Draft", description: "A message to post to a conversation" })

export type Draft = typeof Draft.Type

/** Refuses a draft that no provider takes. */
export const check = (draft: Draft, provider: Provider): Either.Either<Draft, InvalidDraft> =>
  draft.text.trim() === ""
    ? Either.left(
        new InvalidDraft({ provider, path: "/text", problem: "must not be empty", delivery: "not-delivered" })
      )
    : Either.right(draft)

/** What a caller wants to post to a conversation. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { InvalidDraft } from "../error/MessageError.js"
import { File } from "./Part.js"
import type { Provider } from "../provider/Provider.js"

const files = Schema.optionalWith(Schema.Array(File), { exact: true })

/** A text, with files in the canonical form; `images` and `files` are apart because providers keep them apart. */
export const Draft = Schema.Struct({ text: Schema.String, images: files, files }).annotations({ identifier: "Draft" })

export type Draft = typeof Draft.Type

/** Refuses what no provider takes. */
export const check = (draft: Draft, provider: Provider): Either.Either<Draft, InvalidDraft> =>
  draft.text.trim() === ""
    ? Either.left(new InvalidDraft({ provider, path: "/text", problem: "must not be empty" }))
    : Either.right(draft)

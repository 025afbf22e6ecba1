/** Makes a message of Honcho's post from a draft that keeps to the rules of Honcho's descriptor. */
import { type Draft, Json, MessageError } from "@org/messages-core"
import type { HonchoSchema } from "@org/messages-provider-honcho"
import * as Either from "effect/Either"

/** The message, or `InvalidDraft` with the path of the first thing that Honcho would not store. */
export const body = ({
  author,
  createdAt,
  metadata,
  text = ""
}: Draft.Draft): Either.Either<HonchoSchema.HonchoPost, MessageError.InvalidDraft> => {
  const path = text.includes("\0") ? "/text" : hasNul(metadata) ? "/metadata" : undefined
  return path === undefined
    ? Either.right(Json.compact({ content: text, peer_id: author?.id ?? "", metadata, created_at: createdAt }))
    : Either.left(
        new MessageError.InvalidDraft({
          provider: "honcho",
          path,
          problem: "has a NUL character, which Honcho would remove: leave it out",
          delivery: "not-delivered"
        })
      )
}

const hasNul = (value: Json.Json | undefined): boolean => {
  if (typeof value === "string") return value.includes("\0")
  if (typeof value !== "object" || value === null) return false
  return Object.entries(value).some(([key, child]) => key.includes("\0") || hasNul(child))
}

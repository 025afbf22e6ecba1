/** The message that a caller wants to post to a conversation. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { InvalidDraft } from "../error/MessageError.js"
import { optional, required } from "../schema/SchemaField.js"
import { isObject, type Json, JsonObject, pointer } from "../json/Json.js"
import { descriptors, type Provider, title } from "../provider/Provider.js"
import type { DraftRules } from "../provider/ProviderDescriptor.js"
import { Time } from "../time/Time.js"
import { Role } from "./Message.js"
import { File, Part } from "./Part.js"

/** A message to post: text, or parts. Images and other files have fields of their own, because providers keep them separate. */
export const Draft = Schema.Struct({
  text: optional(Schema.String, "The text of the message; it must not be blank"),
  parts: optional(
    Schema.Array(Part).pipe(Schema.minItems(1)),
    "The content of the message, instead of `text`, for providers that accept parts"
  ),
  images: optional(Schema.Array(File), "Images to send with the text"),
  files: optional(Schema.Array(File), "Other files to send with the text"),
  role: optional(Role, "Who speaks; the provider's usual role if absent"),
  author: optional(
    Schema.Struct({ id: required(Schema.String, "The provider's id of the author, such as a Honcho peer") }),
    "Who writes the message"
  ),
  parentId: optional(Schema.String, "The id of the message that this one follows or answers"),
  createdAt: optional(Time, "When the message was created, for messages that are older than the post"),
  tags: optional(Schema.Array(Schema.String), "Labels to attach"),
  metadata: optional(JsonObject, "Values to attach")
}).annotations({ identifier: "Draft", description: "A message to post to a conversation" })

export type Draft = typeof Draft.Type

/** Refuses a draft that the provider does not accept, and text that providers accept but cannot process later. */
export const check = (draft: Draft, provider: Provider): Either.Either<Draft, InvalidDraft> => {
  const rules: DraftRules | undefined = descriptors[provider].draft
  const problem = inContent(draft) ?? (rules === undefined ? undefined : inRules(draft, rules, title(provider)))
  return problem === undefined
    ? Either.right(draft)
    : Either.left(new InvalidDraft({ provider, ...problem, delivery: "not-delivered" }))
}

interface DraftProblem {
  readonly path: string
  readonly problem: string
}

/** The problems of a draft for any provider. */
const inContent = (draft: Draft): DraftProblem | undefined => {
  if (draft.parts !== undefined && draft.text !== undefined)
    return { path: "/parts", problem: "cannot be combined with text: a draft has one or the other" }
  if (draft.parts === undefined && (draft.text ?? "").trim() === "")
    return { path: "/text", problem: "must not be empty" }
  const broken = brokenText(draft)
  return broken === undefined
    ? undefined
    : { path: pointer(broken), problem: "has half a surrogate pair, which is not Unicode text" }
}

/** The problems of a draft for this provider. */
const inRules = (draft: Draft, rules: DraftRules, name: string): DraftProblem | undefined => {
  const { fields, metadataLimits, needsAuthor, partLimit, roles, textLimit } = rules
  const other = Object.keys(draft).find((key) => !fields.some((field) => field === key))
  if (other !== undefined)
    return { path: pointer([other]), problem: `cannot be posted to ${name}, which takes ${fields.join(", ")}` }
  if (draft.role !== undefined && !roles.includes(draft.role))
    return {
      path: "/role",
      problem: `must be ${oneOf(roles)}, the only ${roles.length > 1 ? "roles" : "role"} that ${name} takes`
    }
  if (needsAuthor && (draft.author?.id ?? "").trim() === "")
    return { path: "/author/id", problem: `is missing: ${name} needs the author's id` }
  if (partLimit !== undefined && draft.parts !== undefined && draft.parts.length > partLimit)
    return {
      path: "/parts",
      problem: `has more than ${partLimit} parts, the most that ${name} takes: post them in several messages`
    }
  const long = textLimit === undefined ? undefined : texts(draft).find(([, text]) => isLonger(text, textLimit))
  if (long !== undefined)
    return {
      path: long[0],
      problem: `has more than ${textLimit} characters, the most that ${name} takes: post it in pieces`
    }
  if (metadataLimits === undefined || draft.metadata === undefined) return undefined
  const { depth, keys } = metadataLimits
  if (Object.keys(draft.metadata).length > keys)
    return { path: "/metadata", problem: `has more than ${keys} keys, the most that ${name} takes` }
  return depthOf(draft.metadata) > depth
    ? { path: "/metadata", problem: `is nested more than ${depth} levels deep, the most that ${name} takes` }
    : undefined
}

const oneOf = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`

const texts = ({ parts = [], text }: Draft): ReadonlyArray<readonly [path: string, text: string]> => [
  ...(text === undefined ? [] : [["/text", text] as const]),
  ...parts.flatMap((part, index) =>
    "text" in part && part.text !== undefined ? [[`/parts/${index}/text`, part.text] as const] : []
  )
]

/** Whether a text has more code points than the limit. Most texts are shorter in UTF-16 units already. */
const isLonger = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit

const depthOf = (value: Json): number =>
  isObject(value) || Array.isArray(value) ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

/** Where a key or a string is not well-formed Unicode: a provider stores it, and then fails at every later turn of the conversation. */
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

/** Turns one message into drafts for another provider. */
import {
  Draft,
  Json,
  type Message,
  MessageError,
  type Part,
  Provider,
  type ProviderDescriptor
} from "@org/messages-core"
import * as Either from "effect/Either"
import { CopyConflict } from "./CopyFailure.js"
import * as TextSplit from "./TextSplit.js"

/** How messages become drafts of the target. */
export interface Options {
  /** The peer that speaks for each role, for targets that have authors instead of roles. */
  readonly peers: ReadonlyMap<string, string>
  /** Whether to split a text that is too long between sentences instead of refusing it. */
  readonly split: boolean
  /** The name of the copy. Every draft carries it with the message's place. */
  readonly copy: string
}

/** The drafts of the message at place `n`; none if it has nothing that the target accepts. */
export const of = (
  message: Message.Message,
  n: number,
  target: Provider.Provider,
  { copy, peers, split }: Options
): Either.Either<ReadonlyArray<Draft.Draft>, CopyConflict | MessageError.InvalidDraft | MessageError.NotSupported> =>
  Either.gen(function* () {
    const rules = yield* rulesOf(target)
    const text = textOf(message.parts)
    if (text.trim() === "") return []
    const author = rules.needsAuthor ? yield* authorOf(message, peers, target) : undefined
    const texts = split && rules.textLimit !== undefined ? TextSplit.split(text, rules.textLimit) : [text]
    const has = (field: keyof Draft.Draft) => rules.fields.includes(field)
    const drafts = texts.map((text, piece): Draft.Draft => {
      const mark = { copy, n, ...(texts.length > 1 && { piece, pieces: texts.length }) }
      return Json.compact({
        text,
        author,
        role: rules.roles.includes(message.role) ? message.role : undefined,
        createdAt: has("createdAt") ? message.createdAt : undefined,
        tags: has("tags") ? message.tags : undefined,
        metadata: has("metadata") ? { ...message.metadata, ...mark } : undefined
      })
    })
    return yield* Either.all(drafts.map((draft) => Draft.check(draft, target)))
  })

/** The rules of a target, or why it cannot be one: it must accept messages from others than the user. */
export const rulesOf = (
  target: Provider.Provider
): Either.Either<ProviderDescriptor.DraftRules, MessageError.NotSupported> => {
  const rules: ProviderDescriptor.DraftRules | undefined = Provider.descriptors[target].draft
  return rules !== undefined && rules.takesAnyAuthor
    ? Either.right(rules)
    : Either.left(
        new MessageError.NotSupported({
          provider: target,
          operation: "post",
          delivery: "not-delivered",
          problem: `${Provider.title(target)} accepts only messages of a user, and each post starts its agent: a conversation cannot be copied to it`
        })
      )
}

/** The text of a message that a person would read. */
const textOf = (parts: ReadonlyArray<Part.Part>): string =>
  parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n")

const authorOf = (
  { author, role }: Message.Message,
  peers: ReadonlyMap<string, string>,
  target: Provider.Provider
): Either.Either<{ readonly id: string }, CopyConflict> => {
  const id = peers.get(role) ?? (role === "participant" ? author?.id : undefined)
  return id === undefined
    ? Either.left(
        new CopyConflict({
          problem: `${Provider.title(target)} needs a peer for the role ${role}: --peer ${role}=NAME`
        })
      )
    : Either.right({ id })
}

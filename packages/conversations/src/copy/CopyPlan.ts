/** What a copy would do: how many messages, and what the target cannot hold. Nothing is posted. */
import type { Address, Message, MessageError, Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as Pages from "../read/Pages.js"
import type { ReadFailure } from "../read/ReadFailure.js"
import * as CopyDraft from "./CopyDraft.js"

/** The plan of a copy. */
export interface CopyPlan {
  /** How many messages the source has. */
  readonly messages: number
  /** How many posts the copy would make. */
  readonly posts: number
  /** How many messages have nothing that the target accepts, such as a call without a text. */
  readonly empty: number
  /** How many messages are alternatives of another: they answer the same message. */
  readonly siblings: number
  /** For each field or kind of part that the target cannot hold, how many messages have it. */
  readonly dropped: Readonly<Record<string, number>>
  /** What prevents the copy: each problem, the first message that has it, and how many have it. */
  readonly problems: ReadonlyArray<{
    /** The number of the first message that has the problem, from 1. */
    readonly n: number
    /** What prevents a post of the message. */
    readonly problem: string
    /** How many messages have the problem. */
    readonly count: number
  }>
}

/** Reads the whole source. Fails with `CopyConflict` at once if the target accepts only messages of a user. */
export const make = (
  source: Address.ConversationAddress,
  target: Provider.Provider,
  options: CopyDraft.Options & Pick<Pages.Options, "through">
): Effect.Effect<CopyPlan, ReadFailure | MessageError.NotSupported, Messages.Messages> =>
  Effect.gen(function* () {
    yield* CopyDraft.rulesOf(target)
    const dropped = new Map<string, number>()
    const problems = new Map<string, { readonly n: number; readonly problem: string; readonly count: number }>()
    const parents = new Set<string>()
    let messages = 0
    let posts = 0
    let empty = 0
    let siblings = 0
    yield* Stream.runForEach(Pages.messages(source, { through: options.through }), (message) =>
      Effect.sync(() => {
        const n = messages++
        if (message.parentId !== undefined && parents.size === parents.add(message.parentId).size) siblings += 1
        const drafts = CopyDraft.of(message, n, target, options)
        if (Either.isLeft(drafts)) {
          const { message: problem } = drafts.left
          const known = problems.get(problem)
          problems.set(problem, { n: known?.n ?? n, problem, count: (known?.count ?? 0) + 1 })
          return
        }
        posts += drafts.right.length
        if (drafts.right.length === 0) empty += 1
        for (const name of lost(message, Object.keys(drafts.right[0] ?? {})))
          dropped.set(name, (dropped.get(name) ?? 0) + 1)
      })
    )
    return {
      messages,
      posts,
      empty,
      siblings,
      dropped: Object.fromEntries([...dropped].sort(([a], [b]) => (a < b ? -1 : 1))),
      problems: [...problems.values()]
    }
  })

/** What a draft leaves out of a message: its missing fields, and parts other than text. */
const lost = (message: Message.Message, kept: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set([
    ...Object.keys(message).filter((field) => !own.has(field) && !kept.includes(field)),
    ...(kept.includes("role") || kept.includes("author") ? [] : ["role"]),
    ...message.parts.filter(({ type }) => type !== "text").map(({ type }) => `parts: ${type}`)
  ])

/** Fields that belong to the source, or that a draft expresses differently. */
const own = new Set([
  "version",
  "format",
  "ref",
  "id",
  "conversation",
  "residue",
  "parts",
  "sequence",
  "role",
  "author"
])

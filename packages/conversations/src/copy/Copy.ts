/** Copies a conversation into another, message by message, each posted once. */
import { type Address, type Draft, Json, type Message, type MessageError, Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { InUse, StorageFailure } from "../export/ExportFailure.js"
import * as Pages from "../read/Pages.js"
import type { ReadFailure } from "../read/ReadFailure.js"
import * as CopyDraft from "./CopyDraft.js"
import { CopyConflict, CopyFailure } from "./CopyFailure.js"
import * as CopyJournal from "./CopyJournal.js"

/** How to copy. */
export interface Options extends Omit<CopyDraft.Options, "copy">, Pick<Pages.Options, "through"> {
  /** Wraps every post, such as `run` of the target's gate, which never repeats a post that may have arrived. */
  readonly throughPost?: Pages.Through | undefined
  /** Generates the name of a new copy, such as a UUID. */
  readonly name: Effect.Effect<string>
  /** Whether to resume from an unfinished journal. */
  readonly resume?: boolean | undefined
  /** Called after every confirmed post. */
  readonly onPost?: ((confirmed: number) => Effect.Effect<void>) | undefined
}

/** How a copy ended. */
export interface Copied {
  /** How many messages the source has. */
  readonly messages: number
  /** How many posts of this copy are confirmed, including those of earlier runs. */
  readonly posts: number
  /** How many messages have nothing that the target accepts. */
  readonly empty: number
}

/** Everything that can end a copy. */
export type AnyCopyFailure =
  | ReadFailure
  | CopyConflict
  | CopyFailure
  | InUse
  | StorageFailure
  | MessageError.InvalidDraft
  | MessageError.NotSupported

/**
 * Posts every message of the source in order. The journal is written before and after each post. A post whose outcome is unknown ends the copy;
 * with `resume` it is looked for in the target by the metadata that it carries, and posted only if it is not there.
 */
export const run = (
  source: Address.ConversationAddress,
  target: Address.ConversationAddress,
  journal: CopyJournal.CopyJournal,
  options: Options
): Effect.Effect<Copied, AnyCopyFailure, Messages.Messages> =>
  Effect.gen(function* () {
    const port = yield* Messages.Messages
    yield* CopyDraft.rulesOf(target.provider)
    yield* journal.lock
    const { copy, progress } = yield* beginning(source, target, journal, options)
    const confirmed = new Set(progress.confirmed)
    const found = progress.unknown.size === 0 ? new Set<string>() : yield* postsOf(target, copy, options)
    let messages = 0
    let empty = 0

    const { throughPost = (request) => request } = options

    const post = ({ ref: from }: Message.Message, n: number, piece: number, draft: Draft.Draft) =>
      Effect.gen(function* () {
        const key = CopyJournal.keyOf(n, piece)
        if (confirmed.has(key)) return
        if (progress.unknown.has(key) && found.has(key)) yield* journal.append({ type: "confirmed", n, piece })
        else {
          yield* journal.append({ type: "sent", n, piece })
          const { ref } = yield* Effect.catchAll(
            throughPost(port.post(target, draft, { key: `${copy}-${key}` })),
            (error) =>
              Effect.zipRight(
                "delivery" in error && error.delivery === "not-delivered"
                  ? journal.append({ type: "refused", n, piece })
                  : Effect.void,
                Effect.fail(
                  new CopyFailure({ error, n, confirmed: confirmed.size, ...(from !== undefined && { source: from }) })
                )
              )
          )
          yield* journal.append({ type: "confirmed", n, piece, ...(ref !== undefined && { ref }) })
        }
        confirmed.add(key)
        yield* options.onPost?.(confirmed.size) ?? Effect.void
      })

    yield* Stream.runForEach(Pages.messages(source, { through: options.through }), (message) =>
      Effect.gen(function* () {
        const n = messages++
        const drafts = yield* CopyDraft.of(message, n, target.provider, { ...options, copy })
        if (drafts.length === 0) empty += 1
        for (const [piece, draft] of drafts.entries()) yield* post(message, n, piece, draft)
      })
    )
    yield* journal.append({ type: "end" })
    return { messages, posts: confirmed.size, empty }
  }).pipe(Effect.scoped)

const beginning = (
  source: Address.ConversationAddress,
  target: Address.ConversationAddress,
  journal: CopyJournal.CopyJournal,
  { name, resume = false }: Options
) =>
  Effect.gen(function* () {
    const progress = CopyJournal.progress(yield* journal.entries)
    const { begin, isFinished } = progress
    if (begin === undefined || isFinished) {
      if (isFinished) yield* journal.clear
      const copy = yield* name
      yield* journal.append({ type: "begin", version: 1, copy, from: source.ref, to: target.ref })
      return { copy, progress: CopyJournal.progress([]) }
    }
    if (begin.from !== source.ref || begin.to !== target.ref)
      return yield* new CopyConflict({
        problem: `${journal.path} is the journal of a copy from ${begin.from} to ${begin.to}`
      })
    if (!resume)
      return yield* new CopyConflict({
        problem: `an earlier copy did not finish (${progress.confirmed.size} posts are confirmed, ${progress.unknown.size} unknown): run it again with --resume`
      })
    return { copy: begin.copy, progress }
  })

/** The posts of a copy that are in the target, known by their metadata. */
const postsOf = (target: Address.ConversationAddress, copy: string, { through }: Options) =>
  Pages.messages(target, { through }).pipe(
    Stream.runFold(new Set<string>(), (found, { metadata }) => {
      const n = metadata?.["n"]
      const piece = metadata?.["piece"] ?? 0
      return metadata !== undefined &&
        Json.own(metadata, "copy") === copy &&
        typeof n === "number" &&
        typeof piece === "number"
        ? found.add(CopyJournal.keyOf(n, piece))
        : found
    })
  )

/** Exports a conversation into a file, page by page, so that it can go on after any interruption. */
import { type Address, type Message, type Messages, type Page } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Pages from "../read/Pages.js"
import type { ReadFailure } from "../read/ReadFailure.js"
import { ExportConflict, type InUse, type StorageFailure } from "./ExportFailure.js"
import type { ExportFile } from "./ExportFile.js"
import * as ExportState from "./ExportState.js"

/** How to export. */
export interface Options extends Pick<Pages.Options, "limit" | "through"> {
  /** Whether to begin, to go on with what is there, or to add what is new to a complete export. Begin if absent. */
  readonly mode?: "begin" | "resume" | "since" | undefined
  /** Whether to keep the provider's own elements beside the messages. */
  readonly raw?: boolean | undefined
  /** The line of a message; its JSON if absent. It must hold no line break. */
  readonly line?: ((message: Message.Message) => string) | undefined
  /** Told after every page that is committed. */
  readonly onPage?:
    ((state: ExportState.ExportState, page: Page.Page<Message.Message>) => Effect.Effect<void>) | undefined
}

/** Everything that can end an export. */
export type Failure = ReadFailure | ExportConflict | InUse | StorageFailure

/**
 * Exports a conversation and gives the state at the end. After each page the data is made durable, then the state; an export that was killed
 * goes on with `resume`, and its file is then equal, byte for byte, to that of an uninterrupted one.
 */
export const run = (
  conversation: Address.ConversationAddress,
  file: ExportFile,
  options: Options = {}
): Effect.Effect<ExportState.ExportState, Failure, Messages.Messages> =>
  Effect.gen(function* () {
    const { line = JSON.stringify, onPage = () => Effect.void, raw = false } = options
    yield* file.lock
    const begin = yield* beginning(conversation, file, options)
    if (begin === undefined) return yield* Effect.map(file.state, Option.getOrThrow)
    const scope = yield* Effect.scope
    // A conversation that cannot be read leaves no file behind.
    const open = yield* Effect.cached(Scope.extend(file.open(begin), scope))
    let state = begin
    yield* Pages.pages(conversation, {
      cursor: state.cursor,
      limit: options.limit,
      through: options.through,
      natives: raw
    }).pipe(
      Stream.runForEach((page) =>
        Effect.gen(function* () {
          const { faults = [], items, natives = [], next, resume, total } = page
          const writer = yield* open
          const written = yield* writer.append(
            items.map((message) => line(message)),
            raw ? natives.map((native) => JSON.stringify(native)) : undefined
          )
          const { cursor, ...rest } = state
          const after = next ?? resume
          state = {
            ...rest,
            ...written,
            ...(after !== undefined && { cursor: after }),
            ...(total !== undefined && { total }),
            isComplete: next === undefined,
            pages: state.pages + 1,
            count: state.count + items.length,
            faults: state.faults + faults.length
          }
          yield* writer.commit(state)
          yield* onPage(state, page)
        })
      )
    )
    return state
  }).pipe(Effect.scoped)

/** The state to begin with; nothing if there is nothing to do. */
const beginning = (
  { ref }: Address.ConversationAddress,
  file: ExportFile,
  { mode = "begin", raw = false }: Options
): Effect.Effect<ExportState.ExportState | undefined, ExportConflict | StorageFailure> =>
  Effect.gen(function* () {
    const conflict = (problem: string) => new ExportConflict({ path: file.path, problem })
    const state = Option.getOrUndefined(yield* file.state)
    if (state === undefined || mode === "begin") {
      if (yield* file.exists)
        return yield* conflict(
          state === undefined
            ? "there is a file of this name that is no export; choose another one"
            : "there is an export already; go on with --resume, or choose another file"
        )
      if (mode === "since") return yield* conflict("there is no export to add to")
      return ExportState.start(ref, raw)
    }
    if (state.conversation !== ref) return yield* conflict(`it is an export of ${state.conversation}`)
    if ((state.rawBytes !== undefined) !== raw)
      return yield* conflict(raw ? "it was begun without --raw" : "it was begun with --raw")
    if (mode === "resume") return state.isComplete ? undefined : state
    if (!state.isComplete) return yield* conflict("it is not complete; go on with --resume first")
    if (state.cursor === undefined)
      return yield* conflict("the provider cannot tell what came after the last page; make a new export")
    return state
  })

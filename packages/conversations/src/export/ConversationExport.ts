/** Exports a conversation to a file, page by page, so that it can resume after any interruption. */
import { type Address, type Message, type Messages, type Page } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Pages from "../read/Pages.js"
import type { ReadFailure } from "../read/ReadFailure.js"
import { ExportFileConflict, type InUse, type StorageFailure } from "./ExportFailure.js"
import type { ExportFile, ExportWriter } from "./ExportFile.js"
import * as ExportState from "./ExportState.js"

/** How to export. */
export interface Options extends Pick<Pages.Options, "limit" | "through"> {
  /** Whether to begin, to resume an interrupted export, or to add what is new to a complete one. Begin if absent. */
  readonly mode?: "begin" | "resume" | "since" | undefined
  /** Whether to keep the provider's own elements beside the messages. */
  readonly raw?: boolean | undefined
  /** Makes the line of a message; its JSON if absent. The line must not contain a line break. */
  readonly line?: ((message: Message.Message) => string) | undefined
  /** Called after every committed page. */
  readonly onPage?: ((state: ExportState.ExportState, page: CommittedPage) => Effect.Effect<void>) | undefined
}

/** What is known about a committed page. */
export interface CommittedPage {
  /** How many messages it had. */
  readonly count: number
  /** The elements that could not be read. */
  readonly faults: ReadonlyArray<Page.PageFault>
}

/** Everything that can end an export. */
export type AnyExportFailure = ReadFailure | ExportFileConflict | InUse | StorageFailure

/**
 * Exports a conversation and returns the final state. After each page the data is written, then the state. An export that was killed
 * continues with `resume`; its file is then equal, byte for byte, to that of an uninterrupted export.
 */
export const run = (
  conversation: Address.ConversationAddress,
  file: ExportFile,
  options: Options = {}
): Effect.Effect<ExportState.ExportState, AnyExportFailure, Messages.Messages> =>
  Effect.gen(function* () {
    const { line = JSON.stringify, onPage = () => Effect.void, raw = false } = options
    yield* file.lock
    const begin = yield* beginning(conversation, file, options)
    if (begin === undefined) return yield* Effect.map(file.state, Option.getOrThrow)
    // A conversation that cannot be read leaves no file behind, so the file is opened with the first page.
    let writer: ExportWriter | undefined
    let state = begin
    const pull = yield* Pages.pull(conversation, {
      cursor: state.cursor,
      limit: options.limit,
      through: options.through,
      natives: raw
    })

    /** Takes the lines of a page. */
    const append = (
      { append }: ExportWriter,
      { faults = [], items, natives = [], next, resume, total }: Page.Page<Message.Message>
    ): CommittedPage => {
      const written = append(
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
      return { count: items.length, faults }
    }

    /** The facts about the next page, or `undefined` at the end. Nothing that waits for a disk may hold a page, because V8 copies whatever is still reachable. */
    const next = Effect.flatMap(pull, (next) => {
      if (Option.isNone(next)) return Effect.succeed(undefined)
      if (writer !== undefined) return Effect.succeed(append(writer, next.value))
      return Effect.map(file.open(begin), (opened) => {
        writer = opened
        return append(opened, next.value)
      })
    })

    for (;;) {
      const page = yield* next
      if (page === undefined) return state
      if (writer !== undefined) yield* writer.commit(state)
      yield* onPage(state, page)
    }
  }).pipe(Effect.scoped)

/** The state to begin with; `undefined` if there is nothing to do. */
const beginning = (
  { ref }: Address.ConversationAddress,
  file: ExportFile,
  { mode = "begin", raw = false }: Options
): Effect.Effect<ExportState.ExportState | undefined, ExportFileConflict | StorageFailure> =>
  Effect.gen(function* () {
    const conflict = (problem: string) => new ExportFileConflict({ path: file.path, problem })
    const state = Option.getOrUndefined(yield* file.state)
    if (state === undefined || mode === "begin") {
      if (yield* file.exists)
        return yield* conflict(
          state === undefined
            ? "a file of this name exists and is not an export; choose another one"
            : "an export already exists there; continue it with --resume, or choose another file"
        )
      if (mode === "since") return yield* conflict("there is no export to add to")
      return ExportState.start(ref, raw)
    }
    if (state.conversation !== ref) return yield* conflict(`it is an export of ${state.conversation}`)
    if ((state.rawBytes !== undefined) !== raw)
      return yield* conflict(raw ? "it was begun without --raw" : "it was begun with --raw")
    if (mode === "resume") return state.isComplete ? undefined : state
    if (!state.isComplete) return yield* conflict("it is not complete; continue it with --resume first")
    if (state.cursor === undefined)
      return yield* conflict("the provider cannot list what came after the last page; make a new export")
    return state
  })

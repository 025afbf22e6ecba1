/** Exports one conversation to a file, or several to a folder. */
import { ConversationList, ConversationExport, Gate } from "@org/messages-conversations"
import { ExportFiles } from "@org/messages-conversations/node"
import { type Address, ConversationRef, type Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { join } from "node:path"
import { type ExportFailure, ExportFaults, FailedExports } from "../errors/KeepFailure.js"
import * as Workspaces from "../list/Workspaces.js"
import * as ExportIndex from "./ExportIndex.js"
import * as ExportProgress from "./ExportProgress.js"
import type { FileExportRequest, Whole } from "./FileExportRequest.js"
import * as FileName from "./FileName.js"

/** The result of one export. */
export interface Result {
  readonly conversation: string
  readonly path: string
  readonly messages: number
  readonly faults: number
}

/** The result of several. */
export interface FolderResult {
  readonly path: string
  readonly index: string
  readonly conversations: number
  readonly messages: number
  readonly failed: number
}

/** How many conversations are exported at once. The gates limit the requests in flight. */
const concurrency = 6

/** Exports the one conversation of a request. */
export const exportOne = (request: FileExportRequest, kind: "auto" | "json") =>
  Effect.gen(function* () {
    const progress = yield* ExportProgress.make(kind)
    const gates = yield* Gate.makeAll({ onWait: progress.wait })
    const [conversation] = request.conversations
    if (conversation === undefined) return yield* Effect.dieMessage("a request has a conversation")
    const { faults, messages } = yield* Effect.ensuring(
      progress.during(work(conversation, request.path, request, progress, gates)),
      progress.clear
    )
    const { path } = request
    const result: Result = { conversation: conversation.ref, path, messages, faults }
    return { result, failure: faults === 0 ? undefined : new ExportFaults({ path, count: faults }) }
  })

/** Exports every conversation of a request. A conversation that fails does not end the others. */
export const exportSeveral = (request: FileExportRequest, kind: "auto" | "json") =>
  Effect.gen(function* () {
    const { path: folder } = request
    const progress = yield* ExportProgress.make(kind)
    const gates = yield* Gate.makeAll({ onWait: progress.wait })
    const entries = new Map(yield* ExportIndex.open(folder))
    const failures: Array<{ readonly of: string; readonly failure: ExportFailure }> = []
    const seen = new Set<string>()
    let conversations = 0
    let messages = 0

    const one = (conversation: Address.ConversationAddress) =>
      Effect.gen(function* () {
        const { ref } = conversation
        const file = `${FileName.of(ref)}.${request.document?.ending ?? "ndjson"}`
        const path = join(folder, file)
        const { faults, isComplete, messages: count } = yield* work(conversation, path, request, progress, gates)
        entries.set(ref, { conversation: ref, file, messages: count, faults, isComplete })
        conversations += 1
        messages += count
        if (faults > 0) failures.push({ of: ref, failure: new ExportFaults({ path, count: faults }) })
      }).pipe(Effect.catchAll((failure) => Effect.sync(() => void failures.push({ of: conversation.ref, failure }))))

    const listed = (whole: Whole) =>
      conversationsOf(whole, gates, progress).pipe(
        Stream.catchAll((failure) => {
          const of = whole.parent === undefined ? whole.provider : `${whole.provider}:${whole.parent}`
          failures.push({ of, failure })
          return Stream.empty
        })
      )

    yield* Stream.concat(
      Stream.fromIterable(request.conversations),
      Stream.flatMap(Stream.fromIterable(request.all), listed)
    ).pipe(
      Stream.filter(({ ref }) => seen.size !== seen.add(ref).size),
      Stream.mapEffect(one, { concurrency, unordered: true }),
      Stream.runDrain,
      progress.during,
      Effect.ensuring(progress.clear)
    )
    yield* ExportIndex.write(folder, entries)
    const result: FolderResult = {
      path: folder,
      index: ExportIndex.pathIn(folder),
      conversations,
      messages,
      failed: failures.length
    }
    return { result, failure: failures.length === 0 ? undefined : new FailedExports({ done: conversations, failures }) }
  })

/** Exports a conversation to a file. */
const work = (
  conversation: Address.ConversationAddress,
  path: string,
  { document, isFolder, limit, mode, raw }: FileExportRequest,
  progress: ExportProgress.ExportProgress,
  gates: Gate.Gates
) =>
  Effect.gen(function* () {
    const { ref } = conversation
    const through = gates[conversation.provider].run
    const onPage = (page: ConversationExport.CommittedPage, count: number, total: number | undefined) =>
      Effect.gen(function* () {
        yield* progress.page(ref, page.count, count, total)
        yield* Effect.forEach(page.faults, (fault) => progress.fault(ref, fault))
      })
    if (document !== undefined)
      return yield* Effect.zipLeft(
        document.write(conversation, path, {
          limit,
          through,
          onPage: ({ faults = [], items, total }, count) => onPage({ count: items.length, faults }, count, total)
        }),
        progress.end(ref)
      )
    const file = ExportFiles.at(path)
    const isNew = Option.isNone(yield* file.state)
    // A folder may get conversations that did not exist when it was created.
    const isFirst = mode === "verify" || (mode === "since" && isFolder && isNew)
    const state = yield* ConversationExport.run(conversation, file, {
      mode: isFirst ? "begin" : mode,
      raw,
      limit,
      through,
      onPage: (state, page) => onPage(page, state.count, state.total)
    })
    yield* progress.end(ref)
    return { messages: state.count, faults: state.faults, isComplete: state.isComplete }
  })

type Conversations = Stream.Stream<Address.ConversationAddress, ExportFailure, Messages.Messages>

/** Every conversation of a provider. If it lists by workspace: of the named workspace, or of those in its variable. */
const conversationsOf = (
  { parent, provider }: Whole,
  gates: Gate.Gates,
  progress: ExportProgress.ExportProgress
): Conversations => {
  const list = (parent: string | undefined) =>
    ConversationList.conversations(provider, {
      parent,
      through: gates[provider].run,
      onFaults: (faults) => Effect.forEach(faults, (fault) => progress.fault(provider, fault), { discard: true })
    }).pipe(Stream.mapEffect(({ ref }) => ConversationRef.parse(ref)))
  if (parent !== undefined) return list(parent)
  return Stream.unwrap(
    Effect.map(Workspaces.of(provider), (parents) => Stream.flatMap(Stream.fromIterable(parents), list))
  )
}

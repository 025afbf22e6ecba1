/** Syncs a conversation, or every conversation of a provider. */
import { ConversationList } from "@org/messages-conversations"
import { type Address, Conversation, ConversationRef, type MessageError, Messages } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ArchiveFailure } from "../ArchiveError.js"
import * as ConversationRows from "../store/ConversationRows.js"
import type { Database } from "../store/Database.js"
import * as MessageRows from "../store/MessageRows.js"
import * as ConversationReader from "./ConversationReader.js"
import type { SyncOptions, SyncReport, SyncTarget } from "./SyncReport.js"
import * as ReadingPlan from "./ReadingPlan.js"
import * as SyncState from "./SyncState.js"
import * as Tally from "./Tally.js"

/** Syncs the target and reports. Only one sync of an archive runs at a time. */
export const sync = (
  database: Database,
  target: SyncTarget,
  options: SyncOptions = {}
): Effect.Effect<SyncReport, ArchiveFailure | MessageError.MessageError, Messages.Messages> =>
  Effect.gen(function* () {
    yield* database.exclusive
    const tally = Tally.make()
    const { onProgress, through } = options
    const context: ConversationReader.Context = {
      database,
      port: counted(yield* Messages.Messages, tally.request),
      through,
      tally,
      progress: Effect.suspend(() => onProgress?.(tally.report()) ?? Effect.void)
    }
    yield* "conversation" in target
      ? syncOne(context, target.conversation, options.full === true)
      : syncAll(context, target, options)
    return tally.report()
  }).pipe(Effect.scoped)

const syncOne = (context: ConversationReader.Context, address: Address.ConversationAddress, full: boolean) =>
  Effect.gen(function* () {
    const body = JSON.stringify(Conversation.ofAddress(address))
    const row = yield* put(context, { ref: address.ref, provider: address.provider, parent: null, body })
    if (row === undefined) return
    const isWhole = full || ReadingPlan.isDue(row.state, yield* Clock.currentTimeMillis)
    yield* readOne(context, { address, row, listed: undefined, full: isWhole })
  })

const syncAll = (
  context: ConversationReader.Context,
  { parent, provider }: Extract<SyncTarget, { provider: unknown }>,
  { concurrency = 4, full = false, through }: SyncOptions
) =>
  Effect.gen(function* () {
    const { database, tally } = context
    const found = new Set<number>()
    let isWhole = true
    const one = (conversation: Conversation.Conversation) =>
      Effect.gen(function* () {
        const address = yield* ConversationRef.parse(conversation.ref)
        const body = JSON.stringify(conversation)
        const values = { ref: conversation.ref, provider, parent: parent ?? "", body }
        const known = yield* database.read((sql) => ConversationRows.find(sql, conversation.ref))
        const row = known?.body === body && known.parent === values.parent ? known : yield* put(context, values)
        if (row === undefined) return
        found.add(row.id)
        const { state } = row
        const listed = SyncState.listedOf(conversation)
        const isSame = SyncState.isDone(state) && !row.isGone && SyncState.isSame(state.listed, listed)
        const isWhole = full || ReadingPlan.isDue(state, yield* Clock.currentTimeMillis)
        if (isSame && !isWhole) tally.done({ new: 0, changed: 0, gone: 0, alive: state.alive }, "same")
        else yield* readOne(context, { address, row, listed, full: isWhole })
        yield* context.progress
      })
    yield* ConversationList.conversations(provider, {
      parent,
      through,
      onFaults: (faults) =>
        Effect.sync(() => {
          isWhole = false
          for (const { path, problem } of faults)
            tally.fault({ ref: provider, problem: `a conversation in the list cannot be read: ${path} ${problem}` })
        })
    }).pipe(
      Stream.provideService(Messages.Messages, context.port),
      Stream.mapEffect(one, { concurrency, unordered: true }),
      Stream.runDrain
    )
    if (!isWhole) return
    const before = yield* database.read((sql) => ConversationRows.listed(sql, provider, parent ?? ""))
    for (const row of before) if (!found.has(row.id)) yield* markGone(context, row)
  })

/** Reads one conversation. An error that concerns only this conversation is a fault, and the others continue; any other error ends the sync. */
const readOne = (context: ConversationReader.Context, situation: Parameters<typeof ConversationReader.read>[1]) =>
  ConversationReader.read(context, situation).pipe(
    Effect.flatMap((outcome) => {
      context.tally.done(outcome, "read")
      // Honcho answers for an unknown session as for an empty one.
      return outcome.isEmptied && situation.listed === undefined ? markGone(context, outcome.row) : Effect.void
    }),
    Effect.catchAll((error) => {
      if (error._tag === "ConversationNotFound" && situation.row.state.runs > 0) return markGone(context, situation.row)
      if (!isOfOneConversation(error)) return Effect.fail(error)
      context.tally.fault(Tally.faultOf(situation.address.ref, error))
      return Effect.void
    })
  )

const put = ({ database }: ConversationReader.Context, values: ConversationRows.ConversationValues) =>
  database.write((sql) => ConversationRows.put(sql, values))

const markGone = ({ database, tally }: ConversationReader.Context, row: ConversationRows.ConversationRow) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const gone = yield* database.write((sql) =>
      Effect.zipRight(ConversationRows.markGone(sql, row, now), MessageRows.markGone(sql, row.id, now))
    )
    tally.wrote({ new: 0, changed: 0, gone })
    tally.conversationGone()
  })

const isOfOneConversation = (error: MessageError.MessageError): boolean =>
  error._tag === "ProviderFailure"
    ? error.reason === "Malformed" || error.reason === "TooLarge" || error.reason === "Rejected"
    : error._tag !== "NotConfigured" &&
      error._tag !== "NotSupported" &&
      error._tag !== "GatewayFailure" &&
      error._tag !== "ArchiveFailure"

const counted = (port: typeof Messages.Messages.Service, count: () => void): typeof Messages.Messages.Service => {
  const counting = <A, E>(request: Effect.Effect<A, E>) => Effect.zipRight(Effect.sync(count), request)
  return {
    ...port,
    get: (message) => counting(port.get(message)),
    list: (conversation, options) => counting(port.list(conversation, options)),
    conversations: (provider, options) => counting(port.conversations(provider, options))
  }
}

/** The service over a database and an engine. */
import { ConversationRef, MessageError, type Messages, type Provider } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { createHash, randomUUID } from "node:crypto"
import type { ExportSelection } from "./ExportSelection.js"
import type { Exports } from "./Exports.js"
import { ExportConflict, ExportNotFound, UnknownFormat } from "./ExportsError.js"
import type { Options } from "./ExportsOptions.js"
import * as ListCursor from "./ListCursor.js"
import type { Cancellations } from "./run/Cancellations.js"
import { type Database, unavailable } from "./store/Database.js"
import * as ExportRecords from "./store/ExportRecords.js"
import { type ExportRow, toExport, toProgress } from "./store/ExportRows.js"
import * as LaneLeases from "./store/LaneLeases.js"
import * as PageBody from "./store/PageBody.js"

/** The parts that the service uses. */
export interface Parts {
  readonly cancellations: Cancellations
  readonly database: Database
  /** Starts the lanes of an export. */
  readonly begin: (row: ExportRow) => Effect.Effect<void>
  readonly options: Options
  readonly port: typeof Messages.Messages.Service
  /** The scope of the work that continues after `start` has returned. */
  readonly scope: Scope.Scope
}

/** How many conversations the details of an export list. */
const maximumProgress = 1000

const pagesAtOnce = 4

/** Makes the service. */
export const make = ({ begin, cancellations, database, options, port, scope }: Parts): typeof Exports.Service => {
  const attempt = Effect.mapError(unavailable(options.settings.database))

  const the = (id: string) => (rows: ReadonlyArray<ExportRow>) =>
    rows[0] === undefined ? new ExportNotFound({ id }) : Effect.succeed(rows[0])

  const find = (id: string) => Effect.flatMap(attempt(ExportRecords.find(database, id)), the(id))

  const start: (typeof Exports.Service)["start"] = (request, { id = randomUUID() } = {}) =>
    Effect.gen(function* () {
      const { format, parent, provider } = request
      if (format !== undefined && options.lines?.(format) === undefined) return yield* new UnknownFormat({ format })
      const refs = yield* refsOf(request)
      if (provider !== undefined) yield* listable(port, provider)
      const fingerprint = fingerprintOf(request, refs)
      const lanes = provider === undefined ? Math.max(1, Math.min(LaneLeases.maximum, refs.length)) : LaneLeases.maximum
      const record = { id, fingerprint, lanes, refs, provider, parent, format }
      const [row] = yield* attempt(ExportRecords.create(database, record))
      if (row === undefined || row.fingerprint !== fingerprint) return yield* new ExportConflict({ id })
      // The export is stored, so the start has succeeded whether the engine is slow or fails.
      yield* Effect.forkIn(begin(row), scope)
      return toExport(row)
    })

  const lines = (id: string, from: number) =>
    Stream.paginateChunkEffect(from, (from: number) =>
      Effect.gen(function* () {
        const pages = yield* attempt(ExportRecords.pages(database, id, from, pagesAtOnce))
        const found: Array<string> = []
        let end = from
        for (const { body, first_line: first } of pages) {
          const lines = yield* PageBody.decode(body)
          found.push(...lines.slice(Math.max(0, end - first)))
          end = Math.max(end, first + lines.length)
        }
        const isLast = pages.length < pagesAtOnce
        return [Chunk.unsafeFromArray(found), isLast ? Option.none() : Option.some(end)] as const
      })
    )

  return {
    start,
    list: ({ cursor, limit = 20 } = {}) =>
      Effect.gen(function* () {
        const after = cursor === undefined ? undefined : yield* ListCursor.decode(cursor)
        const size = Math.max(1, Math.min(100, Math.trunc(limit)))
        const rows = yield* attempt(ExportRecords.list(database, after, size + 1))
        const last = rows[size - 1]
        return {
          items: rows.slice(0, size).map(toExport),
          ...(rows.length > size && last !== undefined && { next: ListCursor.encode(last) })
        }
      }),
    get: (id) =>
      Effect.zipWith(
        find(id),
        attempt(ExportRecords.conversations(database, id, maximumProgress)),
        (row, conversations) => ({ ...toExport(row), progress: conversations.map(toProgress) })
      ),
    content: (id, from = 0) => Stream.unwrap(Effect.as(find(id), lines(id, Math.max(0, Math.trunc(from))))),
    cancel: (id) =>
      Effect.flatMap(attempt(ExportRecords.cancel(database, id)), the(id)).pipe(
        Effect.tap(({ cancel }) => Effect.sync(() => cancel === 1 && cancellations.add(id))),
        Effect.map(toExport)
      ),
    health: Effect.map(attempt(ExportRecords.health(database)), ([row]) => ({
      oldestMs: Math.max(0, Math.trunc(row?.oldest ?? 0)),
      unfinished: row?.unfinished ?? 0
    }))
  }
}

/** The refs in their normal form, each once. */
const refsOf = ({
  conversations = []
}: ExportSelection): Effect.Effect<ReadonlyArray<string>, MessageError.InvalidRef> =>
  Effect.map(
    Effect.forEach(conversations, (text) => ConversationRef.parse(text)),
    (addresses) => [...new Set(addresses.map(({ ref }) => ref))]
  )

const listable = (port: typeof Messages.Messages.Service, provider: Provider.Provider) =>
  Effect.flatMap(port.providers, (found) =>
    found.some((one) => one.provider === provider && one.operations.includes("conversations"))
      ? Effect.void
      : new MessageError.NotSupported({ provider, operation: "conversations" })
  )

const fingerprintOf = ({ format, parent, provider }: ExportSelection, refs: ReadonlyArray<string>): string =>
  createHash("sha256")
    .update(JSON.stringify([provider ?? null, parent ?? null, format ?? null, refs]))
    .digest("hex")

/** The archive: conversations of all providers in one place, searchable, and kept in sync with the providers. */
import type { Message, MessageError, Messages } from "@org/messages-core"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { ArchiveFailure, ImportConflict, InvalidQuery } from "./ArchiveError.js"
import type { ArchiveStats } from "./ArchiveStats.js"
import type { ArchivePortOptions } from "./port/ArchivePort.js"
import type { SearchOptions, SearchPage } from "./search/SearchHit.js"
import type { SyncOptions, SyncReport, SyncTarget } from "./sync/SyncReport.js"
import type { ExportOptions, ImportOptions, ImportReport } from "./transfer/Transfer.js"
import type { ArchiveVerification, VerifyOptions } from "./verify/ArchiveVerification.js"

/** Stores and searches conversations. `ArchiveMessages` provides them through the `Messages` port. */
export class Archive extends Context.Tag("@org/messages-archive/Archive")<
  Archive,
  {
    /** The archive's file, or the setting that names its database; for messages to people. */
    readonly place: string
    /** Opens the archive now instead of on first use, so that a program can fail before it does anything else. */
    readonly open: Effect.Effect<void, ArchiveFailure>
    /**
     * Reads what is new, with the fewest requests that the provider's lists allow. Every page is one transaction; a sync that was interrupted
     * resumes where it stopped. Only one sync or import runs at a time: a second one fails with `Busy`.
     */
    readonly sync: (
      target: SyncTarget,
      options?: SyncOptions
    ) => Effect.Effect<SyncReport, ArchiveFailure | MessageError.MessageError, Messages.Messages>
    /** Finds messages by words, "phrases" and prefixes (`word*`), all of which must match. */
    readonly search: (
      query: string,
      options?: SearchOptions
    ) => Effect.Effect<SearchPage, ArchiveFailure | InvalidQuery | MessageError.InvalidCursor>
    /**
     * Adds messages that were exported before. What the archive already has is not added again, and a newer message is not replaced. A
     * conversation that `name` names only grows: if its messages differ from those of the import, it is another one, and a conflict.
     */
    readonly import: <E, R>(
      messages: Stream.Stream<Message.Message, E, R>,
      options?: ImportOptions
    ) => Effect.Effect<ImportReport, ArchiveFailure | ImportConflict | E, R>
    /** Streams every message, grouped by conversation and in order. Memory holds one page. */
    readonly export: (options?: ExportOptions) => Stream.Stream<Message.Message, ArchiveFailure>
    /** Checks every message, its hash, its place in the text index, and its way back to its native form. */
    readonly verify: (options?: VerifyOptions) => Effect.Effect<ArchiveVerification, ArchiveFailure>
    /** Counts what the archive holds. */
    readonly stats: Effect.Effect<ArchiveStats, ArchiveFailure>
    /** The archive as the `Messages` port; `ArchiveMessages.layer` provides it. */
    readonly port: (options?: ArchivePortOptions) => typeof Messages.Messages.Service
  }
>() {}

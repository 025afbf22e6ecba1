/** Exports that survive the loss of any process: start one, watch its progress, read its lines, cancel it. */
import type { MessageError, Messages } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import type { ExportSelection, StartOptions } from "./ExportSelection.js"
import { type ExportNotFound, ExportsUnavailable, type StartFailure } from "./ExportsError.js"
import type { Options } from "./ExportsOptions.js"
import type { Export, ExportDetails, ExportPage, Health } from "./ExportStatus.js"
import * as Opening from "./Opening.js"

/** The service of exports. */
export class Exports extends Context.Tag("@org/messages-exports/Exports")<
  Exports,
  {
    /**
     * Starts an export. It is stored when this returns, and any living server completes it. An invalid ref fails with `InvalidRef`,
     * and a provider that cannot list its conversations with `NotSupported`.
     */
    readonly start: (
      request: ExportSelection,
      options?: StartOptions
    ) => Effect.Effect<
      Export,
      StartFailure | MessageError.InvalidRef | MessageError.NotSupported | MessageError.GatewayFailure
    >
    /** One page of the exports, the newest first; at most 100. */
    readonly list: (
      options?: ExportListOptions
    ) => Effect.Effect<ExportPage, MessageError.InvalidCursor | ExportsUnavailable>
    /** An export, and the progress of its conversations. */
    readonly get: (id: string) => Effect.Effect<ExportDetails, ExportNotFound | ExportsUnavailable>
    /**
     * The lines that are stored so far, without the first `from`, in the order in which they were stored. A line never changes its number.
     * Memory holds a few pages.
     */
    readonly content: (id: string, from?: number) => Stream.Stream<string, ExportNotFound | ExportsUnavailable>
    /** Cancels an export, which stops at its next page. An export that has ended stays as it is. */
    readonly cancel: (id: string) => Effect.Effect<Export, ExportNotFound | ExportsUnavailable>
    /** Whether exports make progress. */
    readonly health: Effect.Effect<Health, ExportsUnavailable>
  }
>() {}

/** Which page of the exports to read. */
export interface ExportListOptions {
  /** The `next` of the page before; the newest export comes first if absent. */
  readonly cursor?: string | undefined
  /** 20 if absent. */
  readonly limit?: number | undefined
}

/**
 * Exports over the port. The layer loads the database's client and the engine, and opens them in the background, retrying until they open; until
 * then every operation fails with `ExportsUnavailable`. Exports that an earlier process left unfinished continue as soon as they are open.
 */
export const layer = (options: Options): Layer.Layer<Exports, never, Messages.Messages> =>
  Layer.scoped(
    Exports,
    Effect.map(
      Opening.make(
        Effect.tryPromise({
          try: () => import("./ExportRunner.js"),
          catch: () => new ExportsUnavailable({ problem: "its modules are not installed" })
        }).pipe(Effect.flatMap(({ open }) => open(options)))
      ),
      (opened) => ({
        start: (request, settings) => Effect.flatMap(opened, ({ start }) => start(request, settings)),
        list: (settings) => Effect.flatMap(opened, ({ list }) => list(settings)),
        get: (id) => Effect.flatMap(opened, ({ get }) => get(id)),
        content: (id, from) => Stream.unwrap(Effect.map(opened, ({ content }) => content(id, from))),
        cancel: (id) => Effect.flatMap(opened, ({ cancel }) => cancel(id)),
        health: Effect.flatMap(opened, ({ health }) => health)
      })
    )
  )

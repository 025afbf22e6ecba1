/** The options and reports of imports into the archive and exports from it. */
import { type Provider, SchemaField } from "@org/messages-core"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** How messages are imported. */
export interface ImportOptions {
  /** The name of the conversation of messages that name none, such as the name of their file; `import` if absent. */
  readonly name?: string | undefined
  /** Called after every batch with the report so far. */
  readonly onProgress?: ((report: ImportReport) => Effect.Effect<void>) | undefined
}

const { count } = SchemaField

/** What an import did. */
export const ImportReport = Schema.Struct({
  new: count("How many messages were added"),
  changed: count("How many messages replaced an older content, which is kept"),
  older: count("How many messages are older than what the archive has; they were kept as earlier contents"),
  unchanged: count("How many messages the archive already had"),
  conversations: count("How many conversations the messages belong to")
}).annotations({ identifier: "ImportReport", description: "What an import did" })
export type ImportReport = typeof ImportReport.Type

/** What is exported. */
export interface ExportOptions {
  /** The provider that has the messages; every provider if absent. */
  readonly provider?: Provider.Provider | undefined
  /** The ref of a conversation. */
  readonly conversation?: string | undefined
  /** Whether to export messages too that the provider no longer has. */
  readonly gone?: boolean | undefined
}

/** What to export: conversations by their refs, or all conversations of a provider. */
import type { Provider } from "@org/messages-core"

/** An export to start. */
export type ExportSelection = ConversationsSelection | ProviderSelection

interface ConversationsSelection {
  /** The refs of the conversations. A repeated ref counts once. */
  readonly conversations: ReadonlyArray<string>
  readonly provider?: undefined
  readonly parent?: undefined
  /** The name of a format that the program offers; canonical messages if absent. */
  readonly format?: string | undefined
}

interface ProviderSelection {
  readonly conversations?: undefined
  /** The provider whose conversations are all exported. */
  readonly provider: Provider.Provider
  /** The workspace whose conversations are exported, for providers that have workspaces. */
  readonly parent?: string | undefined
  readonly format?: string | undefined
}

/** How an export is started. */
export interface StartOptions {
  /** The id of the export; a new one if absent. Starting again with the same id and request returns the existing export. */
  readonly id?: string | undefined
}

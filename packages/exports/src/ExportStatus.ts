/** An export as programs see it: what it reads, its progress, and how it ended. */
import type { Problem, Provider } from "@org/messages-core"

/** The state of an export or of one of its conversations. The last three are final. */
export type State = "queued" | "running" | "complete" | "failed" | "cancelled"

interface Counts {
  /** How many pages of the provider were read and stored. */
  readonly pages: number
  /** How many messages were stored. */
  readonly messages: number
  /** How many elements of the provider's pages could not be read or written in the format. */
  readonly faults: number
}

/** An export, without its conversations. */
export interface Export extends Counts {
  /** The id of the export, by which it is read and cancelled. */
  readonly id: string
  /** How far the export is. */
  readonly state: State
  /** The provider whose conversations are all exported. */
  readonly provider?: Provider.Provider
  /** The workspace whose conversations are exported. */
  readonly parent?: string
  /** The format of the content; absent for canonical messages. */
  readonly format?: string
  /** How many conversations of the export are known so far. */
  readonly conversations: number
  /** How many of them are in a final state. */
  readonly done: number
  /** How often the export waited because a provider asked it to. */
  readonly waits: number
  /** Why the export failed. */
  readonly problem?: Problem.Problem
  /** When the export was started, in UTC (RFC 3339). */
  readonly createdAt: string
  /** When the export last changed, in UTC (RFC 3339). */
  readonly updatedAt: string
}

/** The progress of one conversation of an export. */
export interface ConversationProgress extends Counts {
  /** The ref of the conversation. */
  readonly conversation: string
  /** How far the conversation is. */
  readonly state: State
  /** Why the conversation failed. */
  readonly problem?: Problem.Problem
}

/** An export, and the progress of its conversations. */
export interface ExportDetails extends Export {
  /** The conversations in the order of the request; at most the first thousand. */
  readonly progress: ReadonlyArray<ConversationProgress>
}

/** A page of exports. */
export interface ExportPage {
  /** The newest first. */
  readonly items: ReadonlyArray<Export>
  /** Where the next page begins; absent on the last page. */
  readonly next?: string
}

/** Whether exports make progress. */
export interface Health {
  /**
   * For how long the unfinished export that is stuck longest has made no progress, in milliseconds; 0 if no export is stuck. A lane of an export
   * counts too, but only if its export makes no progress. Waits that a provider asked for do not count.
   */
  readonly oldestMs: number
  /** How many exports are unfinished. */
  readonly unfinished: number
}

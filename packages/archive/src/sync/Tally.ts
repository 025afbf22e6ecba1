/** Counts what a sync does, for its report. */
import type { MessageError } from "@org/messages-core"
import type { SyncFault, SyncReport } from "./SyncReport.js"

/** The outcome of one conversation. */
export interface Outcome {
  readonly new: number
  readonly changed: number
  readonly gone: number
  /** How many messages it has now. */
  readonly alive: number
}

/** The counts of a sync so far. */
export interface Tally {
  readonly report: () => SyncReport
  readonly request: () => void
  readonly fault: (fault: SyncFault) => void
  /** `count` elements of a conversation could not be read; `problems` are those of the first ones. */
  readonly unread: (ref: string, count: number, problems: ReadonlyArray<string>) => void
  /** A page was written. */
  readonly wrote: (written: Omit<Outcome, "alive">) => void
  /** A conversation is done: it was read, or is unchanged. */
  readonly done: (outcome: Outcome, kind: "read" | "same") => void
  readonly conversationGone: () => void
}

/** How many faults are listed. */
export const maximumFaults = 100

/** The fault of an error. */
export const faultOf = (ref: string, error: MessageError.MessageError): SyncFault => ({
  ref,
  problem: error.message,
  error
})

/** Starts the counts at zero. */
export const make = (): Tally => {
  const counts = { new: 0, changed: 0, gone: 0, unchanged: 0, requests: 0 }
  const conversations = { total: 0, read: 0, gone: 0 }
  const faults: Array<SyncFault> = []
  let faultCount = 0
  const list = (fault: SyncFault) => {
    if (faults.length < maximumFaults) faults.push(fault)
  }
  return {
    report: () => ({ ...counts, conversations: { ...conversations }, faults: [...faults], faultCount }),
    request: () => {
      counts.requests += 1
    },
    fault: (fault) => {
      faultCount += 1
      list(fault)
    },
    unread: (ref, count, problems) => {
      faultCount += count
      // A pass that an earlier version began has only their number.
      const known = count > 0 && problems.length === 0 ? ["some elements could not be read"] : problems
      for (const problem of known) list({ ref, problem })
    },
    wrote: ({ changed, gone, new: added }) => {
      counts.new += added
      counts.changed += changed
      counts.gone += gone
    },
    done: ({ alive, changed, new: added }, kind) => {
      conversations.total += 1
      if (kind === "read") conversations.read += 1
      counts.unchanged += Math.max(0, alive - added - changed)
    },
    conversationGone: () => {
      conversations.gone += 1
    }
  }
}

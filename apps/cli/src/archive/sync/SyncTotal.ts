/** Adds up the reports of syncs. */
import type { SyncReport } from "@org/messages-archive"
import type { MessageError } from "@org/messages-core"

/** A report of nothing. */
export const empty: SyncReport.SyncReport = {
  new: 0,
  changed: 0,
  gone: 0,
  unchanged: 0,
  requests: 0,
  conversations: { total: 0, read: 0, gone: 0 },
  faults: [],
  faultCount: 0
}

/** The report of a target that could not be read at all. */
export const unread = (ref: string, error: MessageError.MessageError): SyncReport.SyncReport => ({
  ...empty,
  faults: [{ ref, problem: error.message, error }],
  faultCount: 1
})

/** The sum of all reports. */
export const of = (reports: ReadonlyArray<SyncReport.SyncReport>): SyncReport.SyncReport =>
  reports.reduce(
    (sum, report) => ({
      new: sum.new + report.new,
      changed: sum.changed + report.changed,
      gone: sum.gone + report.gone,
      unchanged: sum.unchanged + report.unchanged,
      requests: sum.requests + report.requests,
      conversations: {
        total: sum.conversations.total + report.conversations.total,
        read: sum.conversations.read + report.conversations.read,
        gone: sum.conversations.gone + report.conversations.gone
      },
      faults: [...sum.faults, ...report.faults],
      faultCount: sum.faultCount + report.faultCount
    }),
    empty
  )

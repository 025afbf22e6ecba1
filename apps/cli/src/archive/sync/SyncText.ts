/** Says in words what a sync found. */
import type { SyncReport } from "@org/messages-archive"
import { Escape, type Style } from "@org/messages-terminal"
import * as Counted from "../../output/Counted.js"

/** The progress of a target's sync, on one line. How many conversations there are is known only at the end. */
export const progress = (name: string, report: SyncReport.SyncReport): string => {
  const { read } = report.conversations
  return `${name}: ${Counted.of(read, "conversation")} read, ${found(report)}, ${Counted.of(report.requests, "request")}`
}

/** What the sync of a target found, as a line with the name before it. */
export const line =
  (name: string, report: SyncReport.SyncReport) =>
  ({ faint, strong }: Style.Style): string => {
    const { gone, total } = report.conversations
    const faults = report.faultCount === 0 ? "" : `, ${Counted.number(report.faultCount)} could not be read`
    const lost = gone === 0 ? "" : `, ${Counted.number(gone)} gone`
    return `${strong(Escape.line(name))}  ${found(report)}${faults}  ${faint(`${Counted.of(total, "conversation")}${lost}, ${Counted.of(report.requests, "request")}`)}\n`
  }

const found = ({ changed, gone, new: added, unchanged }: SyncReport.SyncReport): string =>
  `${Counted.number(added)} new, ${Counted.number(changed)} changed, ${Counted.number(gone)} gone, ${Counted.number(unchanged)} unchanged`

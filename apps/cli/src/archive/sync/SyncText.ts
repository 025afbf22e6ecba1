/** Says in words what a sync found. */
import type { SyncReport } from "@org/messages-archive"
import { Escape, type Style } from "@org/messages-terminal"

/** How far the sync of a target is, on one line. */
export const progress = (name: string, report: SyncReport.SyncReport): string => {
  const { read, total } = report.conversations
  return `${name}: ${number(read)} of ${count(total, "conversation")} read, ${found(report)}, ${count(report.requests, "request")}`
}

/** What the sync of a target found, as a line with the name before it. */
export const line =
  (name: string, report: SyncReport.SyncReport) =>
  ({ faint, strong }: Style.Style): string => {
    const { gone, total } = report.conversations
    const faults = report.faultCount === 0 ? "" : `, ${number(report.faultCount)} could not be read`
    const lost = gone === 0 ? "" : `, ${number(gone)} gone`
    return `${strong(Escape.line(name))}  ${found(report)}${faults}  ${faint(`${count(total, "conversation")}${lost}, ${count(report.requests, "request")}`)}\n`
  }

const found = ({ changed, gone, new: added, unchanged }: SyncReport.SyncReport): string =>
  `${number(added)} new, ${number(changed)} changed, ${number(gone)} gone, ${number(unchanged)} unchanged`

const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? "" : "s"}`

const number = (value: number): string => value.toLocaleString("en-US")

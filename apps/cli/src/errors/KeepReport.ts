/** Makes the reports of exports, verifications and copies. */
import { type MessageError, Problem, Provider } from "@org/messages-core"
import * as Advice from "./Advice.js"
import * as ExitCode from "./ExitCode.js"
import type { ExportFailure, FailedExports, KeepFailure, RefusedCopy } from "./KeepFailure.js"
import * as ProblemReport from "./ProblemReport.js"

/** A failure that the port does not have. */
type UnportedFailure = Exclude<KeepFailure, MessageError.MessageError>

/** The report of an error. */
export const of = (failure: UnportedFailure, remote: boolean): ProblemReport.Report => {
  switch (failure._tag) {
    case "ReadFailure":
      return ofPort(failure.error, failure.message, remote, {
        given: failure.given,
        ...(failure.cursor !== undefined && { cursor: failure.cursor })
      })
    case "CopyFailure": {
      const { confirmed, error, message, n, source } = failure
      const report = ofPort(error, message, remote, { n, confirmed, ...(source !== undefined && { source }) })
      return { ...report, advice: [...(report.exit === 9 ? [afterUnknownPost] : report.advice), goOn] }
    }
    case "ExportFileConflict":
    case "CopyConflict":
      return ProblemReport.make({ exit: 2, name: "conflict", status: 409, detail: failure.message })
    case "InUse":
      return ProblemReport.make({
        exit: 2,
        name: "in-use",
        status: 409,
        detail: failure.message,
        advice: ["Wait until that process has ended", `If no process is writing it, remove ${failure.lock}`],
        more: { path: failure.path }
      })
    case "StorageFailure":
      return ProblemReport.make({
        exit: isWrongPath(failure.cause) ? 2 : 1,
        name: "storage",
        status: 500,
        detail: failure.message,
        advice: isWrongPath(failure.cause) ? [] : ["What was written before is safe: repeat the command with --resume"],
        more: { path: failure.path, cause: failure.cause }
      })
    case "ExportFaults":
      return ProblemReport.make({
        exit: 8,
        name: "faults",
        status: 502,
        origin: "provider",
        detail: `${failure.path} is complete, except for ${elements(failure.count)} that could not be read`,
        more: { path: failure.path, faults: failure.count }
      })
    case "FaultyExport": {
      const { faults, more, path } = failure
      const detail = `${path} is not an intact export: ${count(faults.length + more, "fault")}`
      return {
        ...ProblemReport.make({ exit: 8, name: "faulty-export", status: 422, detail, more: { path, faults } }),
        places: [
          ...faults.map(({ line, problem }) => (line === undefined ? problem : `line ${line} ${problem}`)),
          ...(more > 0 ? [`and ${more} more`] : [])
        ]
      }
    }
    case "SkippedProvider": {
      const { id, provider, variable } = failure
      const several = variable === undefined ? "" : `, or set ${variable} to several ids, separated by commas`
      return ProblemReport.make({
        exit: 3,
        name: "skipped-provider",
        status: 503,
        detail: `${Provider.title(provider)} is skipped, because it lists the conversations of one ${id} at a time`,
        advice: [`Name it as ${provider}:<${id}>${several}`]
      })
    }
    case "FailedExports":
      return ofSeveral(failure, remote)
    case "RefusedCopy":
      return ofRefusal(failure)
  }
}

/** The report of the error of one conversation's export. */
export const ofExport = (failure: ExportFailure, remote: boolean): ProblemReport.Report =>
  isOwn(failure) ? of(failure, remote) : ofPort(failure, failure.message, remote, {})

const isOwn = (failure: ExportFailure): failure is Exclude<ExportFailure, MessageError.MessageError> =>
  own.has(failure._tag)

const own: ReadonlySet<string> = new Set([
  "ReadFailure",
  "ExportFileConflict",
  "InUse",
  "StorageFailure",
  "ExportFaults",
  "FaultyExport",
  "SkippedProvider"
])

const ofPort = (
  error: MessageError.MessageError,
  detail: string,
  remote: boolean,
  more: object
): ProblemReport.Report => ({
  exit: ExitCode.of(error),
  detail,
  advice: Advice.of(error, remote),
  problem: { ...Problem.of(error), detail, ...more }
})

/** The highest exit code of all. */
const ofSeveral = ({ done, failures }: FailedExports, remote: boolean): ProblemReport.Report => {
  const reports = failures.map(({ failure, of }) => ({ of, report: ofExport(failure, remote) }))
  const exit = Math.max(...reports.map(({ report }) => report.exit))
  const detail = `${count(failures.length, "export")} failed, ${done} ${done === 1 ? "is" : "are"} done`
  const more = { failures: reports.map(({ of, report }) => ({ of, exit: report.exit, ...report.problem })) }
  return {
    ...ProblemReport.make({ exit, name: "failed-exports", status: 500, detail, more }),
    places: [
      ...reports.slice(0, shown).map(({ of, report }) => `${of}: ${report.detail}`),
      ...(reports.length > shown ? [`and ${reports.length - shown} more`] : [])
    ],
    advice: [
      ...new Set(reports.flatMap(({ report }) => report.advice.slice(0, 1))).values(),
      "Repeat the command with --resume; what has been written is kept"
    ].slice(-4)
  }
}

const ofRefusal = ({ problems }: RefusedCopy): ProblemReport.Report => ({
  ...ProblemReport.make({
    exit: 2,
    name: "refused-copy",
    status: 422,
    detail: "The target cannot hold the conversation, so nothing was posted",
    advice: ["Give peers with --peer, and split texts that are too long with --split"],
    more: { problems }
  }),
  places: [
    ...problems
      .slice(0, shown)
      .map(({ count, n, problem }) => `message ${n + 1}${count > 1 ? ` and ${count - 1} more` : ""}: ${problem}`),
    ...(problems.length > shown ? [`and ${problems.length - shown} more`] : [])
  ]
})

const shown = 20

const goOn = "To continue, repeat the command with --resume"

const afterUnknownPost = "With --resume, the message is looked up in the target, and posted only if it is missing"

/** Whether a person can correct it on the command line, unlike a full disk. */
const isWrongPath = (cause: string): boolean => /^E(?:NOENT|NOTDIR|ISDIR|ACCES|PERM|ROFS|NAMETOOLONG)$/.test(cause)

const elements = (number: number): string => count(number, "element")

const count = (number: number, noun: string): string => (number === 1 ? `one ${noun}` : `${number} ${noun}s`)

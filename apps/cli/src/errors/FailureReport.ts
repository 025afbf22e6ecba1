/** Makes the report of every error: its exit code, the text for a person and the problem details for a program. */
import { type FormatError, type MessageError, Problem, Provider } from "@org/messages-core"
import type { StreamFailure, UsageError } from "@org/messages-terminal"
import * as ConfigError from "effect/ConfigError"
import * as Option from "effect/Option"
import type { Interrupted } from "../Interruption.js"
import * as Advice from "./Advice.js"
import * as ArchiveReport from "./ArchiveReport.js"
import * as ExitCode from "./ExitCode.js"
import {
  type ContractDrift,
  type CommandFailure,
  type FindingsFound,
  LossFound,
  type OutputFailure,
  type RejectedFile
} from "./CommandFailure.js"
import * as ExportsReport from "./ExportsReport.js"
import * as KeepReport from "./KeepReport.js"
import * as ReadReport from "./ReadReport.js"
import * as ProblemReport from "./ProblemReport.js"

/** The report of an error. `remote` says whether the command used a messages-server. */
export const of = (failure: CommandFailure, remote: boolean): ProblemReport.Report => {
  if (ConfigError.isConfigError(failure)) return ofConfiguration(failure)
  switch (failure._tag) {
    case "UsageError":
      return ofUsage(failure)
    case "UnreadableFile":
      return ProblemReport.make({
        exit: 2,
        name: "unreadable-file",
        status: 400,
        detail: failure.message,
        advice:
          failure.use === undefined
            ? ["Use a file that can be read: a PDF or text with --file, an image with --image"]
            : []
      })
    case "LossFound":
      return ofLoss(failure)
    case "FindingsFound":
      return ofFindings(failure)
    case "RejectedFile":
      return ofFile(failure, remote)
    case "ContractDrift":
      return ofDrift(failure)
    case "UnreadableElements":
    case "UnreadMessages":
    case "UnfinishedReading":
    case "NoReply":
      return ReadReport.of(failure, remote)
    case "ListenFailure":
      return ProblemReport.make({
        exit: 1,
        name: "not-served",
        status: 503,
        detail: `The sandbox ${failure.message}`,
        advice: ["Leave out --port to use any free port"]
      })
    case "Interrupted":
      return ofInterrupted(failure)
    case "StreamFailure":
      return ofStream(failure)
    case "OutputFailure":
      return ofOutput(failure)
    case "ReadFailure":
    case "ExportFileConflict":
    case "InUse":
    case "StorageFailure":
    case "ExportFaults":
    case "FaultyExport":
    case "SkippedProvider":
    case "FailedExports":
    case "RefusedCopy":
    case "CopyConflict":
    case "CopyFailure":
      return KeepReport.of(failure, remote)
    case "ExportNotFound":
    case "NoServer":
    case "ExportEnded":
    case "ContentFile":
      return ExportsReport.of(failure)
    case "ImportConflict":
    case "InvalidQuery":
    case "FaultyArchive":
    case "UnfinishedSync":
      return ArchiveReport.of(failure, remote)
    default:
      return ofMessageError(failure, remote)
  }
}

/** The report of a defect of this program. It has only the name and the place, because the text could contain a secret. */
export const ofDefect = (defect: unknown): ProblemReport.Report => {
  const { name, stack = "" } = defect instanceof Error ? defect : { name: typeof defect }
  const [, place = "nowhere"] = /^ +at .*?([^/\\( ]+:\d+:\d+)/m.exec(stack) ?? []
  return ProblemReport.make({
    exit: 1,
    name: "internal",
    status: 500,
    origin: "gateway",
    detail: `This is a bug in messages (${name} at ${place})`,
    advice: ["Please report it, with the command that caused it"]
  })
}

const ofMessageError = (
  error: MessageError.MessageError | FormatError.FormatError,
  remote: boolean
): ProblemReport.Report => ({
  exit: ExitCode.of(error),
  detail: error.message,
  advice: Advice.of(error, remote),
  problem: Problem.of(error)
})

/** The findings have already been printed, so a person needs no further text. */
const ofFindings = ({ count }: FindingsFound): ProblemReport.Report => {
  const found = `The document has ${count === 1 ? "one finding" : `${count} findings`}`
  return { ...ProblemReport.make({ exit: 10, name: "findings", status: 422, detail: found }), detail: "" }
}

const ofLoss = ({ counts, found, others, report }: LossFound): ProblemReport.Report => {
  const losses = [
    ...found.map((kind) => `${counts[kind]} ${kind}`),
    ...(others > 0 ? [others === 1 ? "1 object that is not a message" : `${others} objects that are not messages`] : [])
  ].join(", ")
  return ProblemReport.make({
    exit: LossFound.exit,
    name: "loss",
    status: 422,
    detail: `The conversion is not lossless: ${losses}`,
    advice: ["The converted document was printed in full; --report lists every loss"],
    more: { report }
  })
}

const ofFile = ({ error, file }: RejectedFile, remote: boolean): ProblemReport.Report => {
  const report = ofMessageError(error, remote)
  const detail = `${file} cannot be posted to ${Provider.title(error.provider)}: ${error.path} ${error.problem}`
  return { ...report, detail, problem: { ...report.problem, detail, file } }
}

const ofUsage = ({ advice, command, problem }: UsageError): ProblemReport.Report => {
  const help = ["messages", command, "--help"].filter((word) => word !== undefined).join(" ")
  return ProblemReport.make({
    exit: 2,
    name: "usage",
    status: 400,
    detail: problem,
    advice: [...(advice === undefined ? [] : [advice]), `See ${help}`]
  })
}

const ofConfiguration = (error: ConfigError.ConfigError): ProblemReport.Report => {
  const { variable, why } = configured(error)
  return ProblemReport.make({
    exit: 3,
    name: "misconfigured",
    status: 503,
    origin: "gateway",
    detail: `The configuration cannot be used: ${variable} ${why}`,
    advice: [`Correct ${variable} or unset it`],
    more: { variable }
  })
}

const configured = (error: ConfigError.ConfigError): { readonly variable: string; readonly why: string } =>
  error._op === "And" || error._op === "Or"
    ? configured(error.left)
    : { variable: error.path.join("_"), why: error.message }

const stream = ({ code, stream }: StreamFailure) => ({
  // The reader of a pipe may close it when it has seen enough.
  exit: code === "EPIPE" ? 0 : 1,
  name: "stream",
  status: 500,
  detail: `The ${stream} cannot be used (${code})`
})

const ofStream = (failure: StreamFailure): ProblemReport.Report => {
  const report = ProblemReport.make(stream(failure))
  return report.exit === 0 ? { ...report, detail: "" } : report
}

const ofOutput = ({ failure, ref }: OutputFailure): ProblemReport.Report =>
  ProblemReport.make({
    ...stream(failure),
    detail: `The message was posted as ${ref}, but the ${failure.stream} cannot be used (${failure.code})`,
    advice: [Advice.afterPost(ref)],
    more: { ref }
  })

const ofInterrupted = ({ post, signal }: Interrupted): ProblemReport.Report => {
  const interrupted = { exit: ExitCode.ofSignal[signal], name: "interrupted", status: 499 }
  if (Option.isNone(post)) return { ...ProblemReport.make({ ...interrupted, detail: "Interrupted" }), detail: "" }
  if ("resumable" in post.value)
    return ProblemReport.make({
      ...interrupted,
      detail: `The ${post.value.resumable} was interrupted; what was done before is safe`,
      advice: [`To continue, repeat the command${post.value.isOption ? " with --resume" : ""}`]
    })
  return "posting" in post.value
    ? ProblemReport.make({
        ...interrupted,
        detail: `Interrupted while posting to ${post.value.posting}: whether the message was delivered is unknown`,
        advice: [Advice.afterUnknownDelivery],
        more: { delivery: "unknown" }
      })
    : ProblemReport.make({
        ...interrupted,
        detail: `Interrupted after the message was posted as ${post.value.posted}`,
        advice: [Advice.afterPost(post.value.posted)],
        more: { ref: post.value.posted }
      })
}

const ofDrift = ({ drift }: ContractDrift): ProblemReport.Report => {
  const count = drift.length === 1 ? "one place" : `${drift.length} places`
  return {
    ...ProblemReport.make({
      exit: 8,
      name: "drift",
      status: 502,
      origin: "provider",
      detail: `The provider's message departs from its contract in ${count}`,
      advice: ["The whole message was read and printed"],
      more: { drift }
    }),
    places: drift.map(({ expected, path }) => `${path === "" ? "the whole" : path}: expected ${expected}`)
  }
}

/** The report of an error, taking into account whether the options and the environment use a server. */
import { type MessageError, Problem, Provider } from "@org/messages-core"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { CommandFailure } from "./CommandFailure.js"
import * as ExitCode from "./ExitCode.js"
import * as FailureReport from "./FailureReport.js"
import type * as ProblemReport from "./ProblemReport.js"

/** The report of an error. */
export const of = Effect.fn("ErrorReport.of")(function* (failure: CommandFailure) {
  const { archive, sandbox } = yield* GlobalOptions
  if (archive !== undefined) {
    const found = ofArchive(failure, archive.file)
    if (found !== undefined) return found
  }
  const url = yield* Effect.orElseSucceed(Config.string("MESSAGES_URL"), () => "")
  return FailureReport.of(failure, !sandbox && url !== "")
})

/** The provider may have what the archive lacks. */
const ofArchive = (failure: CommandFailure, file: string | undefined): ProblemReport.Report | undefined => {
  const error = portErrorOf(failure)
  if (error._tag === "MessageNotFound" || error._tag === "ConversationNotFound") {
    const { provider, ref } = error
    const sync = `messages archive sync ${provider}${ArchiveOptions.fileWords(file)}`
    return report(error, `The archive has no ${ref}`, [`To read what is new at ${Provider.title(provider)}: ${sync}`])
  }
  return undefined
}

/** The port's error that ended a read; any other failure as it is. */
const portErrorOf = (failure: CommandFailure): CommandFailure => {
  if (failure._tag === "UnfinishedReading") return failure.failure.error
  return failure._tag === "ReadFailure" ? failure.error : failure
}

const report = (
  error: MessageError.MessageError,
  detail: string,
  advice: ReadonlyArray<string>
): ProblemReport.Report => ({
  exit: ExitCode.of(error),
  detail,
  advice,
  problem: { ...Problem.of(error), detail }
})

/** The report of an error, with what the options and the environment say about where the keys are. */
import { type MessageError, Problem, Provider } from "@org/messages-core"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Failure } from "./Failure.js"
import * as ExitCode from "./ExitCode.js"
import * as FailureReport from "./FailureReport.js"
import type * as Report from "./Report.js"

/** The report of an error. */
export const of = Effect.fn("ErrorReport.of")(function* (failure: Failure) {
  const { archive, sandbox } = yield* GlobalOptions
  if (archive !== undefined && (failure._tag === "MessageNotFound" || failure._tag === "ConversationNotFound"))
    return ofMissing(failure, archive)
  const url = yield* Effect.orElseSucceed(Config.string("MESSAGES_URL"), () => "")
  return FailureReport.of(failure, !sandbox && url !== "")
})

/** What the archive lacks, its provider may have. */
const ofMissing = (
  error: MessageError.MessageNotFound | MessageError.ConversationNotFound,
  archive: { readonly file: string | undefined }
): Report.Report => ({
  exit: ExitCode.of(error),
  detail: `The archive has no ${error.ref}`,
  advice: [
    `To read what is new at ${Provider.title(error.provider)}: messages archive sync ${error.provider}${ArchiveOptions.fileWords(archive.file)}`
  ],
  problem: { ...Problem.of(error), detail: `The archive has no ${error.ref}` }
})

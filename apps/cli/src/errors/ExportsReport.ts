/** Makes the reports of the errors of `messages exports`. */
import { Problem } from "@org/messages-core"
import * as Option from "effect/Option"
import * as ExitCode from "./ExitCode.js"
import type { ContentFile, ExportEnded, ExportsFailure } from "./ExportsFailure.js"
import * as ProblemReport from "./ProblemReport.js"

/** The report of an error. */
export const of = (failure: ExportsFailure): ProblemReport.Report => {
  switch (failure._tag) {
    case "NoServer":
      return ProblemReport.make({
        exit: failure.sandbox ? 2 : 3,
        name: "no-server",
        status: 503,
        detail: failure.sandbox
          ? "--sandbox simulates the providers in this process, which runs no exports"
          : "Exports run on a messages-server, and MESSAGES_URL is not set",
        advice: [
          failure.sandbox ? "Leave out --sandbox, and set MESSAGES_URL" : "export MESSAGES_URL=http://127.0.0.1:8787",
          "To try it with simulated providers: MESSAGES_EXPORTS=./exports npx messages-server --sandbox",
          "To keep conversations in files of this machine: messages export --help"
        ]
      })
    case "ExportNotFound":
      return ProblemReport.make({
        exit: 4,
        name: "export-not-found",
        status: 404,
        detail: failure.message,
        advice: ["To see the exports of the server: messages exports list"]
      })
    case "ExportEnded":
      return ofEnd(failure)
    case "ContentFile":
      return ofFile(failure)
  }
}

const ofEnd = ({ export: ended }: ExportEnded): ProblemReport.Report => {
  const { faults, id, messages, problem, state } = ended
  const more = { export: id, state, messages, faults }
  if (state === "complete")
    return ProblemReport.make({
      exit: 8,
      name: "faults",
      status: 502,
      origin: "provider",
      detail: `Export ${id} is complete, except for ${faults === 1 ? "one element" : `${faults} elements`} that could not be read`,
      more
    })
  const error = problem === undefined ? Option.none() : Problem.toError(problem)
  const why = problem === undefined ? "" : `: ${problem.detail ?? problem.title}`
  return ProblemReport.make({
    exit: Option.match(error, { onNone: () => 1, onSome: ExitCode.of }),
    name: `export-${state}`,
    status: problem?.status ?? 409,
    origin: problem?.origin ?? "caller",
    detail: state === "failed" ? `Export ${id} failed${why}` : `Export ${id} was cancelled`,
    advice: [`To see what it has: messages exports content ${id}`],
    more
  })
}

const ofFile = ({ cause, path }: ContentFile): ProblemReport.Report =>
  ProblemReport.make({
    exit: cause === "ENOSPC" || cause === "EIO" ? 1 : 2,
    name: "storage",
    status: 500,
    detail: cause === "EEXIST" ? `${path} already exists` : `${path} cannot be written (${cause})`,
    advice: cause === "EEXIST" ? ["An existing file is never overwritten: choose another path for --to"] : [],
    more: { path, cause }
  })

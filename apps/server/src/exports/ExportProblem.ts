/** The problem of each error of the exports. */
import * as ExportProblems from "@org/messages-api/ExportProblems"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { type MessageError, Problem } from "@org/messages-core"
import type { ExportNotFound, ExportsUnavailable, StartFailure } from "@org/messages-exports"

/** Every error of the exports. */
export type ExportRequestFailure = StartFailure | ExportNotFound | ExportsUnavailable | MessageError.MessageError

/** The problem of an error. */
export const of = (error: ExportRequestFailure): Problem.Problem => {
  switch (error._tag) {
    case "ExportNotFound":
      return ExportProblems.notFound(error.id)
    case "ExportConflict":
      return RequestProblem.ofRead(RequestProblem.keyReused)
    case "UnknownFormat":
      return RequestProblem.ofRead(RequestProblem.unexpectedBody("/format", "is not a format whose documents are JSON"))
    case "ExportsUnavailable":
      return ExportProblems.unavailable(error.problem)
    default:
      return RequestProblem.ofRead(Problem.of(error))
  }
}

/** Explains to the user why a command failed. */
import { Print } from "@org/messages-terminal"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { CommandFailure } from "./CommandFailure.js"
import * as ErrorReport from "./ErrorReport.js"
import * as FailureReport from "./FailureReport.js"
import * as ProblemReport from "./ProblemReport.js"

/** Prints the report of an error, unless it is empty, and gives the exit code. */
export const explain = Effect.fn("Explain.explain")(function* (cause: Cause.Cause<CommandFailure>) {
  const { json } = yield* GlobalOptions
  const report = yield* Either.match(Cause.failureOrCause(cause), {
    onLeft: ErrorReport.of,
    onRight: (rest) => Effect.succeed(FailureReport.ofDefect(Cause.squash(rest)))
  })
  const quiet = report.exit === 0 && report.detail === ""
  if (!quiet) yield* json ? Print.jsonError(ProblemReport.toProblem(report)) : Print.error(ProblemReport.render(report))
  return report.exit
})

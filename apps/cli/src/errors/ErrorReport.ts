/** The report of an error, with what the options and the environment say about where the keys are. */
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Failure } from "./Failure.js"
import * as FailureReport from "./FailureReport.js"

/** The report of an error. */
export const of = Effect.fn("ErrorReport.of")(function* (failure: Failure) {
  const { sandbox } = yield* GlobalOptions
  const url = yield* Effect.orElseSucceed(Config.string("MESSAGES_URL"), () => "")
  return FailureReport.of(failure, !sandbox && url !== "")
})

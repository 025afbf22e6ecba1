/** The error for a command line that cannot be used. */
import * as Data from "effect/Data"
import type { UsageProblem } from "./UsageProblem.js"

/** A usage problem as an error of Effect. */
export class UsageError extends Data.TaggedError("UsageError")<UsageProblem> {
  override get message(): string {
    return this.problem
  }
}

/** The error for a command line that cannot be parsed. */
import * as Data from "effect/Data"

/** `command` is the command whose help explains more; `advice` is a sentence. */
export class UsageError extends Data.TaggedError("UsageError")<{
  readonly problem: string
  readonly advice?: string | undefined
  readonly command?: string | undefined
}> {
  override get message(): string {
    return this.problem
  }
}

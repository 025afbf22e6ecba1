/** The format in which a command prints its result. */
import { Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

/** The format that the user chose; by default `pretty` on a terminal, and `json` in a pipe or with `--json`. */
export const choose = Effect.fn("OutputFormat.choose")(function* <F extends string>(given: F | undefined) {
  const { json } = yield* GlobalOptions
  const { stdout } = yield* Streams
  if (json && given !== undefined && given !== "json")
    return yield* new UsageError({ problem: `--json and --format ${given} cannot be combined` })
  return given ?? (json || !stdout.terminal ? "json" : "pretty")
})

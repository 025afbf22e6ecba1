/** Prints remarks that are not part of the result. */
import { Print } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

/** Prints a remark for a person to standard error, except with `--json`. */
export const note = Effect.fn("Note.note")(function* (text: string) {
  const { json } = yield* GlobalOptions
  if (!json) yield* Print.error(() => `${text}\n`)
})

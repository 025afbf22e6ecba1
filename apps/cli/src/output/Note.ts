/** Remarks beside the data. */
import { Print } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

/** Prints a remark for a person to standard error; `--json` leaves it out. */
export const note = Effect.fn("Note.note")(function* (text: string) {
  const { json } = yield* GlobalOptions
  if (!json) yield* Print.error(() => `${text}\n`)
})

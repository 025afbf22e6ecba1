/** Prints remarks for people. */
import { Escape, Print } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

/** A remark on standard error, which `--json` leaves out. */
export const note = Effect.fn("Note.note")(function* (render: string | ((columns?: number) => string)) {
  const { json } = yield* GlobalOptions
  if (!json)
    yield* Print.error((_, columns) => Escape.text(`${typeof render === "string" ? render : render(columns)}\n`))
})

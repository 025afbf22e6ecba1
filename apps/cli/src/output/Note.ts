/** Prints remarks that are not part of the result. */
import { Escape, Print } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

/** Prints a remark for a person to standard error, except with `--json`. */
export const note = Effect.fn("Note.note")(function* (render: string | ((columns?: number) => string)) {
  const { json } = yield* GlobalOptions
  if (!json)
    yield* Print.error((_, columns) => Escape.text(`${typeof render === "string" ? render : render(columns)}\n`))
})

/** Data to standard output, everything else to standard error. */
import * as Effect from "effect/Effect"
import * as Escape from "./Escape.js"
import { Settings } from "./Settings.js"
import { type Output, Streams } from "./Streams.js"
import * as Style from "./Style.js"

/** Text that was made for people: whatever it holds of others is already escaped. */
export const text = Effect.fn("Print.text")(function* (render: (style: Style.Style) => string) {
  const { stdout } = yield* Streams
  yield* stdout.write(render(styleOf(stdout)))
})

/** JSON with two spaces, in well-formed UTF-8; what a terminal would obey is escaped, which leaves the same JSON. */
export const json = Effect.fn("Print.json")(function* (value: object) {
  const { stdout } = yield* Streams
  const document = `${JSON.stringify(value, null, 2)}\n`
  yield* stdout.write(stdout.terminal ? Escape.text(document) : document)
})

/** Byte for byte, unless a terminal reads it. */
export const bytes = Effect.fn("Print.bytes")(function* (body: Uint8Array) {
  const { stdout } = yield* Streams
  if (!stdout.terminal) return yield* stdout.write(body)
  const shown = Escape.text(new TextDecoder().decode(body))
  yield* stdout.write(shown.endsWith("\n") ? shown : `${shown}\n`)
})

/** A word to the person, who is not there with `--json`. */
export const note = Effect.fn("Print.note")(function* (text: string) {
  const { json } = yield* Settings
  if (!json) yield* error(() => `${text}\n`)
})

/** An error for a program, to standard error. */
export const jsonError = Effect.fn("Print.jsonError")(function* (problem: object) {
  yield* error(() => Escape.text(`${JSON.stringify(problem, null, 2)}\n`))
})

/** To standard error. If that is closed there is nobody left to tell. */
export const error = Effect.fn("Print.error")(function* (render: (style: Style.Style) => string) {
  const { stderr } = yield* Streams
  yield* Effect.ignore(stderr.write(render(styleOf(stderr))))
})

const styleOf = (output: Output): Style.Style => (output.colour ? Style.colour : Style.none)

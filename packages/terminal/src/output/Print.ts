/** Prints data to standard output, and everything else to standard error. */
import * as Effect from "effect/Effect"
import * as Escape from "./Escape.js"
import { type Output, Streams } from "./Streams.js"
import * as Style from "./Style.js"

/** Prints text for people. Text that comes from messages must already be escaped. */
export const text = Effect.fn("Print.text")(function* (render: (style: Style.Style, columns?: number) => string) {
  const { stdout } = yield* Streams
  yield* stdout.write(render(styleOf(stdout), stdout.columns))
})

/** Prints JSON, indented by two spaces. On a terminal, control characters are escaped, which gives the same JSON. */
export const json = Effect.fn("Print.json")(function* (value: object) {
  const { stdout } = yield* Streams
  const document = `${JSON.stringify(value, null, 2)}\n`
  yield* stdout.write(stdout.terminal ? Escape.text(document) : document)
})

/** Prints bytes unchanged; on a terminal, as escaped text. */
export const bytes = Effect.fn("Print.bytes")(function* (body: Uint8Array) {
  const { stdout } = yield* Streams
  if (!stdout.terminal) return yield* stdout.write(body)
  const shown = Escape.text(new TextDecoder().decode(body))
  yield* stdout.write(shown.endsWith("\n") ? shown : `${shown}\n`)
})

/** Prints an error for a program to standard error. */
export const jsonError = Effect.fn("Print.jsonError")(function* (problem: object) {
  yield* error(() => Escape.text(`${JSON.stringify(problem, null, 2)}\n`))
})

/** Prints text to standard error; if that is closed, the text is lost. */
export const error = Effect.fn("Print.error")(function* (render: (style: Style.Style) => string) {
  const { stderr } = yield* Streams
  yield* Effect.ignore(stderr.write(render(styleOf(stderr))))
})

const styleOf = (output: Output): Style.Style => (output.colour ? Style.colour : Style.none)

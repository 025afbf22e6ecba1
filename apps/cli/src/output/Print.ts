/** Prints data to standard output, and everything else to standard error. */
import { Escape, Style } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import { type Output, Streams } from "./Streams.js"

/** Text for people. */
export const text = Effect.fn("Print.text")(function* (render: Render) {
  const { stdout } = yield* Streams
  yield* write(stdout, render)
})

/** JSON with two spaces. Escaped for a terminal, it is the same JSON. */
export const json = Effect.fn("Print.json")(function* (value: object) {
  const { stdout } = yield* Streams
  const document = `${JSON.stringify(value, null, 2)}\n`
  yield* stdout.terminal ? write(stdout, () => Escape.text(document)) : stdout.write(document)
})

/** The bytes as they are; on a terminal as text. */
export const bytes = Effect.fn("Print.bytes")(function* (body: Uint8Array) {
  const { stdout } = yield* Streams
  if (!stdout.terminal) return yield* stdout.write(body)
  const shown = Escape.text(new TextDecoder("utf-8", { ignoreBOM: true }).decode(body))
  yield* write(stdout, () => (shown.endsWith("\n") ? shown : `${shown}\n`))
})

/** A remark for a person, which `--json` leaves out. */
export const note = Effect.fn("Print.note")(function* (text: string) {
  const { json } = yield* GlobalOptions
  if (!json) yield* error(() => Escape.text(`${text}\n`))
})

/** An error for a program, to standard error. */
export const jsonError = Effect.fn("Print.jsonError")(function* (problem: object) {
  yield* error(() => Escape.text(`${JSON.stringify(problem, null, 2)}\n`))
})

/** Text to standard error; when that is closed, the text is lost. */
export const error = Effect.fn("Print.error")(function* (render: Render) {
  const { stderr } = yield* Streams
  yield* Effect.ignore(write(stderr, render))
})

type Render = (style: Style.Style, columns?: number) => string

/** The one function that prints text in which others have a say: a terminal obeys nothing of it but the codes of the style. */
const write = ({ colour, columns, write }: Output, render: Render) =>
  write(colour ? Style.escape(render(Style.colour, columns)) : Escape.text(render(Style.none, columns)))

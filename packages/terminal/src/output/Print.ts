/** Prints data to standard output, and everything else to standard error. */
import * as Effect from "effect/Effect"
import * as Escape from "./Escape.js"
import { type Output, Streams } from "./Streams.js"
import * as Style from "./Style.js"
import * as Wrap from "./Wrap.js"

/** Prints text for people; on a terminal, long lines are wrapped between words. */
export const prose = (render: Render) => text((style, columns) => wrapped(render(style, columns), columns))

/** Prints text with its lines unchanged, for scripts and for text that is already wrapped. */
export const text = Effect.fn("Print.text")(function* (render: Render) {
  const { stdout } = yield* Streams
  yield* write(stdout, render)
})

/** Prints JSON, indented by two spaces. On a terminal it is escaped, which gives the same JSON. */
export const json = Effect.fn("Print.json")(function* (value: object) {
  const { stdout } = yield* Streams
  const document = `${JSON.stringify(value, null, 2)}\n`
  yield* stdout.terminal ? write(stdout, () => Escape.text(document)) : stdout.write(document)
})

/** Prints bytes unchanged; on a terminal, as escaped text. */
export const bytes = Effect.fn("Print.bytes")(function* (body: Uint8Array) {
  const { stdout } = yield* Streams
  if (!stdout.terminal) return yield* stdout.write(body)
  const shown = Escape.text(new TextDecoder("utf-8", { ignoreBOM: true }).decode(body))
  yield* write(stdout, () => (shown.endsWith("\n") ? shown : `${shown}\n`))
})

/** Prints an error for a program to standard error. */
export const jsonError = Effect.fn("Print.jsonError")(function* (problem: object) {
  yield* toStandardError(() => Escape.text(`${JSON.stringify(problem, null, 2)}\n`))
})

/** Prints text for people to standard error. */
export const error = (render: Render) => toStandardError((style, columns) => wrapped(render(style, columns), columns))

/** If standard error is closed, the text is lost. */
const toStandardError = Effect.fn("Print.toStandardError")(function* (render: Render) {
  const { stderr } = yield* Streams
  yield* Effect.ignore(write(stderr, render))
})

/** Wraps long lines. Command lines continue after a backslash, so that they can be copied. */
const wrapped = (text: string, columns: number | undefined): string =>
  columns === undefined
    ? text
    : text
        .split("\n")
        .map((line) => wrappedLine(line, columns))
        .join("\n")

const wrappedLine = (line: string, columns: number): string =>
  /^ *messages /.test(line) ? Wrap.command(line, columns) : Wrap.text(line, columns)

type Render = (style: Style.Style, columns?: number) => string

/** The one function that prints text from elsewhere: it escapes everything except the codes of the style. */
const write = ({ colour, columns, write }: Output, render: Render) =>
  write(colour ? Style.escape(render(Style.colour, columns)) : Escape.text(render(Style.none, columns)))

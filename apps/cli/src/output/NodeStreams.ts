/** The standard streams of this process. */
import * as ErrorCode from "@org/messages-core/ErrorCode"
import * as ByteStream from "@org/messages-runtime/ByteStream"
import { type Output, StreamFailure, Streams } from "@org/messages-terminal"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import type { Writable } from "node:stream"
import { isatty } from "node:tty"

const variable = (name: string) => Effect.orElseSucceed(Config.string(name), () => "")

const read = Effect.tryPromise({
  try: () => ByteStream.collect(process.stdin),
  catch: (cause) => failure("standard input", cause)
})

/** The streams, with colour unless `NO_COLOR` or `TERM=dumb` is set. */
export const layer: Layer.Layer<Streams> = Layer.effect(
  Streams,
  Effect.map(Effect.all([variable("NO_COLOR"), variable("TERM")]), ([noColour, terminal]) => {
    const colour = noColour === "" && terminal !== "dumb"
    // Reading `process.stdin` opens the stream, so only a command that reads it may do so.
    return Streams.of({
      stdin: { terminal: isatty(0), read, chunks: () => process.stdin },
      stdout: output("standard output", process.stdout, colour),
      stderr: output("standard error", process.stderr, colour)
    })
  })
)

/** A stream for commands to write to. Only a terminal gets colour. */
export const output = (
  name: StreamFailure["stream"],
  stream: Writable & { readonly isTTY?: boolean; readonly columns?: number },
  colour: boolean
): Output => {
  // The writer gets the failure of a write. Without a listener, the failure would also end the process.
  stream.on("error", () => undefined)
  const terminal = stream.isTTY === true
  return {
    terminal,
    colour: terminal && colour,
    // A terminal without a known width says 0.
    ...(terminal && stream.columns !== undefined && stream.columns > 0 && { columns: stream.columns }),
    write: (data) =>
      Effect.async((resume) => {
        stream.write(data, (cause) => resume(cause ? Effect.fail(failure(name, cause)) : Effect.void))
      })
  }
}

const failure = (stream: StreamFailure["stream"], cause: unknown): StreamFailure =>
  new StreamFailure({ stream, code: ErrorCode.of(cause) ?? "unknown" })

/** The standard streams of this process. */
import * as NodeStream from "@effect/platform-node/NodeStream"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import type { WriteStream } from "node:tty"
import { type Output, StreamFailure, Streams } from "./Streams.js"

const variable = (name: string) => Effect.orElseSucceed(Config.string(name), () => "")

const bytes = NodeStream.fromReadable<StreamFailure, Uint8Array>(
  () => process.stdin,
  (cause) => failure("standard input", cause)
)

export const layer: Layer.Layer<Streams> = Layer.effect(
  Streams,
  Effect.map(Effect.all([variable("NO_COLOR"), variable("TERM")]), ([noColour, terminal]) => {
    const colour = noColour === "" && terminal !== "dumb"
    return Streams.of({
      stdin: { terminal: process.stdin.isTTY === true, bytes },
      stdout: output(process.stdout, colour),
      stderr: output(process.stderr, colour)
    })
  })
)

const output = (stream: WriteStream, colour: boolean): Output => {
  // The failure of a write is told to the one who wrote; without a listener it would also end the process.
  stream.on("error", () => undefined)
  const terminal = stream.isTTY === true
  return {
    terminal,
    colour: terminal && colour,
    write: (data) =>
      Effect.async((resume) => {
        stream.write(data, (cause) => resume(cause ? Effect.fail(failure("standard output", cause)) : Effect.void))
      })
  }
}

const failure = (stream: StreamFailure["stream"], cause: unknown): StreamFailure =>
  new StreamFailure({
    stream,
    code: typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "unknown"
  })

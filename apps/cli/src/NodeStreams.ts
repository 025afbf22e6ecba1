/** The standard streams of this process. */
import * as NodeStream from "@effect/platform-node/NodeStream"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import process from "node:process"
import type { Writable } from "node:stream"
import * as ErrorCode from "./ErrorCode.js"
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
      stdout: output("standard output", process.stdout, colour),
      stderr: output("standard error", process.stderr, colour)
    })
  })
)

/** A stream as commands write to it; it is coloured only where it is a terminal. */
export const output = (
  name: StreamFailure["stream"],
  stream: Writable & { readonly isTTY?: boolean },
  colour: boolean
): Output => {
  // The failure of a write is told to the one who wrote; without a listener it would also end the process.
  stream.on("error", () => undefined)
  const terminal = stream.isTTY === true
  return {
    terminal,
    colour: terminal && colour,
    write: (data) =>
      Effect.async((resume) => {
        stream.write(data, (cause) => resume(cause ? Effect.fail(failure(name, cause)) : Effect.void))
      })
  }
}

const failure = (stream: StreamFailure["stream"], cause: unknown): StreamFailure =>
  new StreamFailure({ stream, code: ErrorCode.of(cause) ?? "unknown" })

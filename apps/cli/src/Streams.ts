/** The three standard streams, so that a test can be a terminal, a pipe, or a pipe that somebody closed. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"

/** A standard stream could not be used; `code` is the system's, such as `EPIPE` or `ENOSPC`. */
export class StreamFailure extends Data.TaggedError("StreamFailure")<{
  readonly stream: "standard input" | "standard output" | "standard error"
  readonly code: string
}> {}

export interface Output {
  readonly terminal: boolean
  /** Whether the reader wants and understands colour. */
  readonly colour: boolean
  /** Ends when the system has taken all of it. */
  readonly write: (data: string | Uint8Array) => Effect.Effect<void, StreamFailure>
}

export interface Input {
  readonly terminal: boolean
  readonly bytes: Stream.Stream<Uint8Array, StreamFailure>
}

export class Streams extends Context.Tag("@org/messages-cli/Streams")<
  Streams,
  { readonly stdin: Input; readonly stdout: Output; readonly stderr: Output }
>() {}

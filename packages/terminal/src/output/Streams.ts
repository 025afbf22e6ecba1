/** The three standard streams as a service, so that a test can replace them with a terminal, a pipe, or a closed pipe. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/** A standard stream could not be used; `code` is the system's error code, such as `EPIPE` or `ENOSPC`. */
export class StreamFailure extends Data.TaggedError("StreamFailure")<{
  /** Which stream it was. */
  readonly stream: "standard input" | "standard output" | "standard error"
  /** The system's error code. */
  readonly code: string
}> {}

/** A stream that a program writes to. */
export interface Output {
  /** Whether a person reads it on a terminal, and not a file or a pipe. */
  readonly terminal: boolean
  /** Whether the terminal shows colour, and the user wants it. */
  readonly colour: boolean
  /** The width of the terminal in characters, if it is known. */
  readonly columns?: number
  /** Writes the data; ends when the system has accepted all of it. */
  readonly write: (data: string | Uint8Array) => Effect.Effect<void, StreamFailure>
}

/** The stream that a program reads. */
export interface Input {
  /** Whether a person would type it. */
  readonly terminal: boolean
  /** Reads to the end; gives `undefined` if the input is larger than the program allows. */
  readonly read: Effect.Effect<Uint8Array | undefined, StreamFailure>
  /** Begins to read piece by piece, however large the input is. It rejects with the error of the system. */
  readonly chunks: () => AsyncIterable<Uint8Array>
}

/** The standard streams of a program. */
export class Streams extends Context.Tag("@org/messages-terminal/Streams")<
  Streams,
  {
    /** What the program reads. */
    readonly stdin: Input
    /** Where results go. */
    readonly stdout: Output
    /** Where errors, progress and hints go. */
    readonly stderr: Output
  }
>() {}

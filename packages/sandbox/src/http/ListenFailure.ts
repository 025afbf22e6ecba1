/** Why the sandbox cannot listen. */
import * as Data from "effect/Data"

/** The port is taken or may not be used; `code` is the system's error code, such as `EADDRINUSE`. */
export class ListenFailure extends Data.TaggedError("ListenFailure")<{
  /** The port of 127.0.0.1 that was asked for. */
  readonly port: number
  /** The system's error code, such as `EADDRINUSE`. */
  readonly code: string
}> {
  override get message(): string {
    return `cannot listen on 127.0.0.1:${this.port} (${this.code})`
  }
}

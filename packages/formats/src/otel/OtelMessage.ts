/** The messages of OpenTelemetry's semantic conventions, which leave the types of parts open. */
import type { Json } from "@org/messages-core"

/** A message. */
export type OtelMessage = {
  /** Who the message is from: `system`, `user`, `assistant`, `tool`, or another role. */
  readonly role: string
  /** The name of the participant. */
  readonly name?: string
  /** The parts of the message. */
  readonly parts: Array<{
    /** What the part is, such as `text` or `tool_call`; its other keys depend on it. */
    readonly type: string
    readonly [key: string]: Json.Json
  }>
  /** Why the model stopped; only messages that a model returned have it. */
  readonly finish_reason?: string
}

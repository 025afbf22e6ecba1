/** The messages of OpenTelemetry's semantic conventions, which leave the types of parts open. */
import type { Json } from "@org/messages-core"

/** A message. */
export type OtelMessage = {
  readonly role: string
  readonly name?: string
  readonly parts: Array<{ readonly type: string; readonly [key: string]: Json.Json }>
  readonly finish_reason?: string
}

/** The archive as the `Messages` port: every command and format works on it without a network and without keys. */
import type { Json, Message } from "@org/messages-core"

/** How the port gives native forms. */
export interface ArchivePortOptions {
  /** The native JSON of a message, or nothing if its format is not known. Without it, `getRaw` and `natives` are not supported. */
  readonly toNative?: ((message: Message.Message) => Json.Json | undefined) | undefined
}

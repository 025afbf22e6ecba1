/** What one format brings: core's algebra on runs of native elements. Everything else is generic and stands beside this file. */
import type { Format, Json, Message } from "@org/messages-core"

/** Canonical messages, in the order of their conversation. */
export type Messages = ReadonlyArray<Message.Message>

/** The native elements that one group of messages gave, in order. */
export type Run = ReadonlyArray<Json.JsonObject>

/** A place in a native element where a program may keep JSON of its own, which the format's readers hand on. */
export interface SlotPlace {
  readonly get: (element: Json.JsonObject) => Json.Json | undefined
  readonly put: (element: Json.JsonObject, slot: Json.Json) => Json.JsonObject
  /** The element without the slot, as it was before `put`. */
  readonly clear: (element: Json.JsonObject) => Json.JsonObject
  /** Whether readers rebuild the slot and so lose a `__proto__` key: such slots are written as JSON text. */
  readonly rebuilds?: true
}

/**
 * A format: pure, total functions that know nothing of residue. `read` takes any JSON objects and gives at least one message; every message names
 * the format. `write` is its inverse; where it would have to make something up and has no `invent`, it writes an empty text.
 */
export interface Definition extends Pick<
  Format.Format<Run, string>,
  "expressible" | "name" | "read" | "split" | "write"
> {
  /** The ways to read a run, by name. An export names the one that gives its group; a reader that knows none takes the first that keeps the borders. */
  readonly variants: readonly [string, ...ReadonlyArray<string>]
  /** The runs of a document without slots and sidecar; each element alone, unless a format says otherwise. */
  readonly runs?: (elements: Run) => ReadonlyArray<Run>
  /** Where the format's elements have room for residue. */
  readonly slot?: SlotPlace
  /**
   * What may be sent again, of a whole conversation: as many messages as were given, and the same object where nothing had to change. Formats
   * whose API refuses what a conversation may hold have it.
   */
  readonly replayable?: (messages: Messages, invent: Format.Invent) => Messages
  /** Whether a result without a name gets the name of its call. */
  readonly namesResults?: true
  /** Whether `read` and `write` keep residue themselves, as the providers' forms do. */
  readonly isLossless?: true
  /** Whether a native element looks like one of this format and like nothing else, as far as its shape tells. */
  readonly recognizes?: (element: Json.JsonObject) => boolean
  /** Whether the format's own readers refuse a conversation without messages. */
  readonly refusesEmpty?: true
}

/** What a format has to define: core's format functions for runs of native elements. Everything else in this folder is generic. */
import type { Format, Json, Message, Part } from "@org/messages-core"

/** Canonical messages, in the order of their conversation. */
export type Messages = ReadonlyArray<Message.Message>

/** The native elements that one group of messages became, in order. */
export type Run = ReadonlyArray<Json.JsonObject>

/** Called for each part that is sent with another call id. */
export type Renamed = (part: Part.Part, callId: string) => void

/** A place in a native element where a program may keep its own JSON, which the format's readers preserve. */
export interface SlotPlace {
  /** The JSON in the slot of an element; `undefined` if the slot is empty. */
  readonly get: (element: Json.JsonObject) => Json.Json | undefined
  /** The element with the JSON in its slot. */
  readonly put: (element: Json.JsonObject, slot: Json.Json) => Json.JsonObject
  /** The element without the slot, as it was before `put`. */
  readonly clear: (element: Json.JsonObject) => Json.JsonObject
  /** Whether readers rebuild the slot, and so change objects with some keys. Residue with such keys is written as JSON text. */
  readonly rebuilds?: true
}

/**
 * A format: pure, total functions that know nothing of residue. `read` accepts any JSON objects and returns at least one message; every message names
 * the format. `write` is its inverse; where it would have to invent a value and has no `invent`, it writes an empty text.
 */
export interface Definition extends Pick<
  Format.Format<Run, string>,
  "expressible" | "name" | "read" | "split" | "write"
> {
  /** The names of the ways to read a run. An export records which one returns its group; without a record, the first that keeps the borders is used. */
  readonly variants: readonly [string, ...ReadonlyArray<string>]
  /** The runs of a document without slots and sidecar. By default, each element is its own run. */
  readonly runs?: (elements: Run) => ReadonlyArray<Run>
  /** Where the format's elements have room for residue. */
  readonly slot?: SlotPlace
  /** Whether exports use the slot only with `keep: "embed"`, because programs show what is in it or send it to others. */
  readonly slotOnRequest?: true
  /**
   * Reduces a whole conversation to what may be sent again: as many messages as before, and the same object where nothing had to change. Formats
   * whose API refuses some conversations define it. It calls `renamed` for each part that it sends with another call id.
   */
  readonly replayable?: (messages: Messages, invent: Format.Invent, renamed?: Renamed) => Messages
  /** Whether `read` and `write` keep residue themselves, as the providers' forms do. */
  readonly isLossless?: true
  /** Whether a native element has the shape of this format and of no other. */
  readonly recognizes?: (element: Json.JsonObject) => boolean
  /** Whether the format's own readers refuse a conversation without messages. */
  readonly refusesEmpty?: true
}

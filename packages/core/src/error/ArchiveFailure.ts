/** Why the archive cannot be used, and what to do about it. */
import * as Schema from "effect/Schema"
import { optional, required } from "../schema/SchemaField.js"
import { Delivery } from "./Delivery.js"

/** What kind of failure it is. */
export const ArchiveReason = Schema.Literal(
  "Missing",
  "Busy",
  "Full",
  "ReadOnly",
  "Newer",
  "NotAnArchive",
  "Damaged",
  "Unavailable"
).annotations({
  identifier: "ArchiveReason",
  description:
    "What kind of failure it is: the archive does not exist yet, is in use by another program, is on a full disk, is read-only, was written by a newer version, is not an archive, is damaged, or cannot be reached"
})
export type ArchiveReason = typeof ArchiveReason.Type

/** The archive, from which messages are read, cannot be opened, read or written. What was committed before is safe. */
export class ArchiveFailure extends Schema.TaggedError<ArchiveFailure>("@org/messages-core/ArchiveFailure")(
  "ArchiveFailure",
  {
    reason: required(ArchiveReason, "What kind of failure it is"),
    place: required(Schema.String, "The file of the archive, or the setting that names its database"),
    problem: required(Schema.String, "What is wrong, as the rest of a sentence that begins with the archive"),
    advice: required(Schema.String, "What to do, as a sentence without its full stop"),
    delivery: optional(Delivery, "Whether a post reached its conversation")
  }
) {
  override get message(): string {
    return `The archive ${this.place} ${this.problem}`
  }
}

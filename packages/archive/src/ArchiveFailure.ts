/** Why the archive cannot be used, and what to do about it. Failures of the providers are `MessageError`. */
import * as Schema from "effect/Schema"

const field = <A, I, R>(schema: Schema.Schema<A, I, R>, description: string) =>
  Schema.propertySignature(schema).annotations({ description })

/** What kind of failure it is. */
export const ArchiveReason = Schema.Literal(
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
    "What kind of failure it is: another program is using the archive, the disk is full, the archive is read-only, a newer version made it, the file is not an archive, it is damaged, or it cannot be reached"
})
export type ArchiveReason = typeof ArchiveReason.Type

/** The archive cannot be opened, read or written. Everything that was committed before is safe. */
export class ArchiveFailure extends Schema.TaggedError<ArchiveFailure>("@org/messages-archive/ArchiveFailure")(
  "ArchiveFailure",
  {
    reason: field(ArchiveReason, "What kind of failure it is"),
    place: field(Schema.String, "The file of the archive, or the setting that names its database"),
    problem: field(Schema.String, "What is wrong, as the rest of a sentence that begins with the archive"),
    advice: field(Schema.String, "What to do, as a sentence without its full stop")
  }
) {
  override get message(): string {
    return `The archive ${this.place} ${this.problem}`
  }
}

/** The text of a search is not a valid query. */
export class InvalidQuery extends Schema.TaggedError<InvalidQuery>("@org/messages-archive/InvalidQuery")(
  "InvalidQuery",
  {
    query: field(Schema.String, "The text of the search, shortened to 200 characters"),
    problem: field(Schema.String, "What is wrong with it, as the rest of a sentence")
  }
) {
  override get message(): string {
    return `The search ${JSON.stringify(this.query)} ${this.problem}`
  }
}

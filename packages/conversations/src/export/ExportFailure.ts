/** Why an export cannot begin, go on, or be written. Failures of the provider are `ReadFailure`. */
import * as Schema from "effect/Schema"

/** The place of the export is taken, or its state does not fit what was asked. */
export class ExportConflict extends Schema.TaggedError<ExportConflict>("@org/messages-conversations/ExportConflict")(
  "ExportConflict",
  {
    path: Schema.propertySignature(Schema.String).annotations({ description: "The file of the export" }),
    problem: Schema.propertySignature(Schema.String).annotations({ description: "What is in the way, as a sentence" })
  }
) {
  override get message(): string {
    return `${this.path}: ${this.problem}`
  }
}

/** A file could not be read or written, for example because the disk is full. What was committed before is safe. */
export class StorageFailure extends Schema.TaggedError<StorageFailure>("@org/messages-conversations/StorageFailure")(
  "StorageFailure",
  {
    path: Schema.propertySignature(Schema.String).annotations({ description: "The file" }),
    cause: Schema.propertySignature(Schema.String).annotations({
      description: "A code of the system, such as ENOSPC, or what is wrong with the content"
    })
  }
) {
  override get message(): string {
    return `${this.path} cannot be read or written: ${this.cause}`
  }
}

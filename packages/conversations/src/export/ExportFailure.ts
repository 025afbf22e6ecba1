/** Why an export cannot begin, continue or be written. Failures of the provider are `ReadFailure`. */
import * as Schema from "effect/Schema"

/** The file of the export exists, or its state does not match the request. */
export class ExportFileConflict extends Schema.TaggedError<ExportFileConflict>(
  "@org/messages-conversations/ExportFileConflict"
)("ExportFileConflict", {
  path: Schema.propertySignature(Schema.String).annotations({ description: "The file of the export" }),
  problem: Schema.propertySignature(Schema.String).annotations({
    description: "What prevents the export, as a sentence"
  })
}) {
  override get message(): string {
    return `${this.path}: ${this.problem}`
  }
}

/** Another process is writing the file. */
export class InUse extends Schema.TaggedError<InUse>("@org/messages-conversations/InUse")("InUse", {
  path: Schema.propertySignature(Schema.String).annotations({ description: "The file that is being written" }),
  lock: Schema.propertySignature(Schema.String).annotations({ description: "The lock file of the other process" }),
  process: Schema.optionalWith(Schema.Int, { exact: true }).annotations({
    description: "The process id of the other process, if it is known"
  })
}) {
  override get message(): string {
    const by = this.process === undefined ? "another process" : `process ${this.process}`
    return `${this.path} is in use by ${by}`
  }
}

/** A file could not be read or written, for example because the disk is full. Everything that was committed before is safe. */
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

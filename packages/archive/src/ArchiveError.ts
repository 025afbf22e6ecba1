/** Why the archive cannot be used, why a search cannot be run, and why messages cannot be imported. Failures of the providers are `MessageError`. */
import { SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

export { ArchiveFailure, ArchiveReason } from "@org/messages-core/ArchiveFailure"

const { required } = SchemaField

/** The text of a search is not a valid query. */
export class InvalidQuery extends Schema.TaggedError<InvalidQuery>("@org/messages-archive/InvalidQuery")(
  "InvalidQuery",
  {
    query: required(Schema.String, "The text of the search, shortened to 200 characters"),
    problem: required(Schema.String, "What is wrong with it, as the rest of a sentence")
  }
) {
  override get message(): string {
    return `The search ${JSON.stringify(this.query)} ${this.problem}`
  }
}

/** A conversation of the archive has the name of an import, but other messages. */
export class ImportConflict extends Schema.TaggedError<ImportConflict>("@org/messages-archive/ImportConflict")(
  "ImportConflict",
  {
    name: required(Schema.String, "The name of the import"),
    conversation: required(Schema.String, "The conversation of the archive that has this name"),
    position: required(Schema.Number, "Which message is the first that differs; the first message is 0")
  }
) {
  override get message(): string {
    return `The archive has another conversation of the name ${JSON.stringify(this.name)}: message ${this.position + 1} differs`
  }
}

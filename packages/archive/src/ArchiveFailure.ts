/** Why the archive cannot be used, and why a search cannot be run. Failures of the providers are `MessageError`. */
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

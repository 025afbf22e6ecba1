/** Why an export cannot be started, found or read. Failures of providers are in the export itself. */
import { SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { required } = SchemaField

const id = required(Schema.String, "The id of the export")

/** No export has the id. */
export class ExportNotFound extends Schema.TaggedError<ExportNotFound>("@org/messages-exports/ExportNotFound")(
  "ExportNotFound",
  { id }
) {
  override get message(): string {
    return `There is no export ${JSON.stringify(this.id)}`
  }
}

/** The id belongs to an export of another request. */
export class ExportConflict extends Schema.TaggedError<ExportConflict>("@org/messages-exports/ExportConflict")(
  "ExportConflict",
  { id }
) {
  override get message(): string {
    return `The export ${JSON.stringify(this.id)} was started with another request`
  }
}

/** The program offers no such format of lines. */
export class UnknownFormat extends Schema.TaggedError<UnknownFormat>("@org/messages-exports/UnknownFormat")(
  "UnknownFormat",
  { format: required(Schema.String, "The name of the format") }
) {
  override get message(): string {
    return `Exports have no format ${JSON.stringify(this.format)}`
  }
}

/** The database cannot be used. `problem` repeats neither stored data nor addresses. */
export class ExportsUnavailable extends Schema.TaggedError<ExportsUnavailable>(
  "@org/messages-exports/ExportsUnavailable"
)("ExportsUnavailable", {
  problem: required(Schema.String, "What is wrong, with the setting to look at, as the rest of a sentence")
}) {
  override get message(): string {
    return `The store of exports cannot be used: ${this.problem}`
  }
}

/** Everything that can end a start. */
export type StartFailure = ExportConflict | UnknownFormat | ExportsUnavailable

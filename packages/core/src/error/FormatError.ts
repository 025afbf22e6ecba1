/** The two ways in which a conversion between formats can fail. A loss is not a failure: the report lists it. */
import * as Schema from "effect/Schema"
import { optional, required } from "../schema/SchemaField.js"

/** The document is not one of this format. */
export class InvalidDocument extends Schema.TaggedError<InvalidDocument>("@org/messages-core/InvalidDocument")(
  "InvalidDocument",
  {
    format: optional(Schema.String, "The name of the format; absent if none was named and none was found"),
    path: required(Schema.String, "Where the problem is, as a JSON Pointer into the document"),
    problem: required(Schema.String, "What is wrong there"),
    limitBytes: optional(Schema.Int, "The limit in bytes, if the document is too large")
  }
) {
  override get message(): string {
    const what =
      this.format === undefined ? "The document cannot be read" : `This is not a document of the format ${this.format}`
    return `${what}: ${this.path === "" ? "it" : this.path} ${this.problem}`
  }
}

/** The format cannot express this conversation at all. */
export class NotExpressible extends Schema.TaggedError<NotExpressible>("@org/messages-core/NotExpressible")(
  "NotExpressible",
  {
    format: required(Schema.String, "The name of the format"),
    problem: required(Schema.String, "What the format cannot express")
  }
) {
  override get message(): string {
    return `The format ${this.format} cannot express this conversation: ${this.problem}`
  }
}

/** Every error of a conversion. */
export type FormatError = InvalidDocument | NotExpressible

/** The two ways in which a conversion can fail; a loss is no failure but a line of the report. */
import { SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** The document is not one of this format. */
export class InvalidDocument extends Schema.TaggedError<InvalidDocument>("@org/messages-formats/InvalidDocument")(
  "InvalidDocument",
  {
    format: SchemaField.required(Schema.String, "The name of the format"),
    path: SchemaField.required(Schema.String, "Where the problem is, as a JSON Pointer into the document"),
    problem: SchemaField.required(Schema.String, "What is wrong there")
  }
) {
  override get message(): string {
    return `This is not a document of the format ${this.format}: ${this.path === "" ? "it" : this.path} ${this.problem}`
  }
}

/** The format cannot say this conversation at all. */
export class NotExpressible extends Schema.TaggedError<NotExpressible>("@org/messages-formats/NotExpressible")(
  "NotExpressible",
  {
    format: SchemaField.required(Schema.String, "The name of the format"),
    problem: SchemaField.required(Schema.String, "What the format cannot say")
  }
) {
  override get message(): string {
    return `The format ${this.format} cannot say this conversation: ${this.problem}`
  }
}

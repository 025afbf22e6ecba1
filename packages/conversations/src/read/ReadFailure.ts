/** Why a conversation could not be read to its end, and where to resume. */
import { Cursor, MessageError } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** A request for a page failed. `cursor` resumes after the messages that were read before. */
export class ReadFailure extends Schema.TaggedError<ReadFailure>("@org/messages-conversations/ReadFailure")(
  "ReadFailure",
  {
    error: Schema.propertySignature(MessageError.MessageError).annotations({ description: "What went wrong" }),
    given: Schema.propertySignature(Schema.NonNegativeInt).annotations({
      description: "How many messages were read before it"
    }),
    cursor: Schema.optionalWith(Cursor.Cursor, { exact: true }).annotations({
      description: "Where to resume; absent if nothing was read yet"
    })
  }
) {
  override get message(): string {
    const place = this.given === 0 ? "" : ` (after ${this.given} ${this.given === 1 ? "message" : "messages"})`
    return `${this.error.message}${place}`
  }
}

/** Why a copy cannot begin or continue. Failures of the source are `ReadFailure`, those of the journal `StorageFailure`. */
import { MessageError, MessageRef } from "@org/messages-core"
import * as Schema from "effect/Schema"

/** The copy cannot be made as requested: because of the roles, the journal, or a message that the target cannot hold. */
export class CopyConflict extends Schema.TaggedError<CopyConflict>("@org/messages-conversations/CopyConflict")(
  "CopyConflict",
  {
    problem: Schema.propertySignature(Schema.String).annotations({
      description: "What is wrong, and how to correct it, as a sentence"
    })
  }
) {
  override get message(): string {
    return this.problem
  }
}

/** A post failed. The journal records which posts were confirmed before. */
export class CopyFailure extends Schema.TaggedError<CopyFailure>("@org/messages-conversations/CopyFailure")(
  "CopyFailure",
  {
    error: Schema.propertySignature(MessageError.MessageError).annotations({ description: "What went wrong" }),
    n: Schema.propertySignature(Schema.Int).annotations({
      description: "The place of the message in the source, from 0"
    }),
    source: Schema.optionalWith(MessageRef.MessageRef, { exact: true }).annotations({
      description: "The ref of that message; absent if its provider gave it no id"
    }),
    confirmed: Schema.propertySignature(Schema.NonNegativeInt).annotations({
      description: "How many posts were confirmed before"
    })
  }
) {
  override get message(): string {
    const unknown = "delivery" in this.error && this.error.delivery === "unknown"
    const ref = this.source === undefined ? "" : ` (${this.source})`
    return `${this.error.message}; message ${this.n + 1} of the source${ref} ${unknown ? "may have been posted" : "was not posted"}, ${this.confirmed} posts before it were`
  }
}

/** The progress of an export: everything that is needed to resume after any interruption. */
import { ConversationRef, Cursor, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"

const { count, optional, required } = SchemaField

/** The state of an export. It stays when the export is complete, so that a later one can add what is new. */
export const ExportState = Schema.Struct({
  version: required(Schema.Literal(2), "The version of this form"),
  conversation: required(ConversationRef.ConversationRef, "The ref of the conversation"),
  cursor: optional(
    Cursor.Cursor,
    "Where to continue; absent if the provider cannot list what comes after the last page"
  ),
  isComplete: required(Schema.Boolean, "Whether the end of the conversation was reached"),
  pages: count("How many pages were written"),
  count: count("How many messages were written"),
  faults: count("How many elements could not be read"),
  total: optional(Schema.NonNegativeInt, "How many messages the conversation has, by the provider's latest count"),
  bytes: count("The length of the file in bytes; anything after it was not committed"),
  digest: required(Schema.String, "SHA-256 of the file up to that length, in hexadecimal"),
  rawBytes: optional(
    Schema.NonNegativeInt,
    "The length in bytes of the file with the provider's own elements, if there is one"
  ),
  rawDigest: optional(Schema.String, "SHA-256 of that file up to that length, in hexadecimal")
}).annotations({ identifier: "ExportState", description: "The progress of an export" })
export type ExportState = typeof ExportState.Type

/** The state before the first page. */
export const start = (conversation: ConversationRef.ConversationRef, hasRaw: boolean): ExportState => ({
  version: 2,
  conversation,
  isComplete: false,
  pages: 0,
  count: 0,
  faults: 0,
  bytes: 0,
  digest: ofNothing,
  ...(hasRaw && { rawBytes: 0, rawDigest: ofNothing })
})

/** SHA-256 of no bytes. */
export const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

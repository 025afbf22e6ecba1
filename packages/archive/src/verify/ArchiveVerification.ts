/** What a verification looks at, and what it finds. */
import { type Message, SchemaField } from "@org/messages-core"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** How to verify. */
export interface VerifyOptions {
  /** Converts a message to its native form and back, and returns what is wrong, or `undefined`. It is a parameter, because this package knows no format. */
  readonly conversion?: ((message: Message.Message) => string | undefined) | undefined
  /** Called with every finding as soon as it is found. */
  readonly onFinding?: ((finding: ArchiveFinding) => Effect.Effect<void>) | undefined
  /** Called after every batch with the number of messages checked so far. */
  readonly onProgress?: ((messages: number) => Effect.Effect<void>) | undefined
}

/** One thing that is wrong. */
export const ArchiveFinding = Schema.Struct({
  ref: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: "The ref of the message, or its name in the archive; absent if the finding concerns the whole archive"
  }),
  problem: Schema.propertySignature(Schema.String).annotations({
    description: "What is wrong, as the rest of a sentence"
  })
}).annotations({ identifier: "ArchiveFinding", description: "One thing that is wrong in an archive" })
export type ArchiveFinding = typeof ArchiveFinding.Type

const { count } = SchemaField

/** What was checked and found. */
export const ArchiveVerification = Schema.Struct({
  conversations: count("How many conversations there are"),
  messages: count("How many messages were checked"),
  versions: count("How many earlier contents of messages were checked"),
  findings: Schema.propertySignature(Schema.Array(ArchiveFinding)).annotations({
    description: "What is wrong; at most 100 are listed"
  }),
  findingCount: count("How many findings there are, including those that are not listed")
}).annotations({ identifier: "ArchiveVerification", description: "What a verification checked and found" })
export type ArchiveVerification = typeof ArchiveVerification.Type

/** The body of `POST /v1/messages/batch`: the refs of the messages to get. */
import * as Schema from "effect/Schema"

/** The most refs that one batch may have. */
export const maximumRefs = 1_000

/** The schema of a batch. */
export const BatchRequest = Schema.Struct({
  refs: Schema.Array(Schema.String)
    .pipe(Schema.minItems(1), Schema.maxItems(maximumRefs))
    .annotations({
      description: `The refs of the messages, at most ${maximumRefs}; an invalid ref fails only its own line`,
      message: () => `Expected 1 to ${maximumRefs} refs, actual `
    })
}).annotations({ identifier: "Batch", description: "The messages to get" })

/** The refs of the messages to get. */
export type BatchRequest = typeof BatchRequest.Type

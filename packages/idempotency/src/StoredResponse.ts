/** A response as the store keeps it: everything that a replay repeats, byte for byte. */
import * as Schema from "effect/Schema"

/** The schema of a stored response. */
export const StoredResponse = Schema.Struct({
  status: Schema.Int.pipe(Schema.between(200, 599)).annotations({ description: "The HTTP status" }),
  contentType: Schema.String.annotations({ description: "The media type of the body" }),
  headers: Schema.Record({ key: Schema.String, value: Schema.String }).annotations({
    description: "Further headers that belong to this response, such as `location`, by their names in lower case"
  }),
  body: Schema.String.annotations({ description: "The body as text" })
}).annotations({ identifier: "StoredResponse", description: "A response that can be repeated" })

/** A stored response. */
export type StoredResponse = typeof StoredResponse.Type

/** The schema of an id in a response that can be sent in later requests. */
import * as Schema from "effect/Schema"
import * as Id from "./Id.js"

/** A string that may be put into a URL as an id. */
export const SafeId = Schema.String.pipe(Schema.filter((id) => Id.problem(id) === undefined, { identifier: "an id" }))

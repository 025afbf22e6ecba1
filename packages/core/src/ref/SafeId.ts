/** The schema of an id that can be sent: the rules for ids as a type of a response. */
import * as Schema from "effect/Schema"
import * as Id from "./Id.js"

/** A text that may be put into a URL as an id. */
export const SafeId = Schema.String.pipe(Schema.filter((id) => Id.problem(id) === undefined, { identifier: "an id" }))

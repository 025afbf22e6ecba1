/** The parts of a provider's error besides its title and detail, for programs that know the provider. */
import * as Schema from "effect/Schema"
import { optional } from "../schema/SchemaField.js"
import { JsonObject } from "../json/Json.js"

const text = (description: string) => optional(Schema.String, description)

/** One entry of the provider's list of problems. */
export const UpstreamIssue = Schema.Struct({
  code: text("The provider's code of the problem, such as missing or min"),
  loc: optional(
    Schema.Array(Schema.Union(Schema.String, Schema.Int)),
    "Where the problem is in the request, as the provider writes it: keys and indices"
  ),
  message: text("What is wrong there")
}).annotations({ identifier: "UpstreamIssue", description: "One entry of the provider's list of problems" })

/** The fields of a provider's error. Strings are shortened and have no control characters or credentials; lists are cut. */
export const fields = {
  type: text("The provider's type of the error, often a URI (RFC 9457)"),
  instance: text("The provider's identifier for this occurrence of the error (RFC 9457)"),
  code: text("The provider's code of the error, such as CREDIT_LIMIT_EXCEEDED"),
  errors: optional(Schema.Array(UpstreamIssue), "The provider's list of problems, at most 10"),
  metadata: optional(JsonObject, "What the provider attached to the error, at most 50 values")
}

/** What a provider's error says besides its title and detail. */
export const UpstreamError = Schema.Struct(fields).annotations({
  identifier: "UpstreamError",
  description: "What the provider's error says besides its title and detail"
})
export type UpstreamError = typeof UpstreamError.Type

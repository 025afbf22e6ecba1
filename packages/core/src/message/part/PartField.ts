/** The fields that all parts of a message have in common. */
import * as Schema from "effect/Schema"
import { optional, required } from "../../schema/SchemaField.js"
import { Pointer } from "../../schema/SchemaRule.js"
import { Residue } from "../Residue.js"

/** The type of a part. The description is one of the field, not of the literal: an error should name the literal. */
export const type = <const Type extends string>(type: Type, description: string) =>
  required(Schema.Literal(type), description)

/** A string that may be absent. */
export const text = (description: string) => optional(Schema.String, description)

/** The fields that any part may have. */
export const common = {
  id: text("The provider's id of the part"),
  at: optional(
    Pointer,
    "A JSON Pointer into the native message: where the part is, or where the provider keeps a piece of it separately. Present only if neither the order of the parts nor the type of the part shows it"
  ),
  residue: optional(Residue, "What the fields do not express of the native element")
}

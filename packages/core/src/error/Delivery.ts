/** Whether a failed post reached its conversation. */
import * as Schema from "effect/Schema"

/** Whether a failed post reached its conversation; `unknown` unless it is certain that it did not. */
export const Delivery = Schema.Literal("not-delivered", "unknown").annotations({
  identifier: "Delivery",
  description: "Whether a failed post reached its conversation; unknown unless it is certain that it did not"
})
export type Delivery = typeof Delivery.Type

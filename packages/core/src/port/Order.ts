/** The order of a list of messages. */
import * as Schema from "effect/Schema"

/** Oldest or newest message first. Without an order, a list has the provider's own order. */
export const Order = Schema.Literal("oldest", "newest").annotations({
  identifier: "Order",
  description: "Whether the oldest or the newest message comes first"
})
export type Order = typeof Order.Type

/** A typed client of Honcho's message API. */
export * as HonchoClient from "./HonchoClient.js"
export * as HonchoSchema from "./HonchoSchema.js"
export { HttpExchange } from "@org/messages-transport"

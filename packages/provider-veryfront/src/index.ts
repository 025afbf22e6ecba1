/** A typed client of Veryfront's message API. */
export * as VeryfrontClient from "./VeryfrontClient.js"
export * as VeryfrontSchema from "./VeryfrontSchema.js"
export { HttpExchange } from "@org/messages-transport"

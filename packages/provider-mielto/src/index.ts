/** A typed client of Mielto's message API. */
export * as MieltoClient from "./MieltoClient.js"
export * as MieltoSchema from "./MieltoSchema.js"
export { HttpExchange } from "@org/messages-transport"

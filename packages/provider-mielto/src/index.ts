/** A typed client of Mielto's message API. */
export * as MieltoClient from "./MieltoClient.js"
export * as MieltoSchema from "./MieltoSchema.js"
export { HttpClientExchange, HttpExchange } from "@org/messages-transport"

/** A typed client of Factory's message API. */
export * as FactoryClient from "./FactoryClient.js"
export * as FactorySchema from "./FactorySchema.js"
export { HttpExchange } from "@org/messages-transport"

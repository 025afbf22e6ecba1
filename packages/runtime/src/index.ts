/** The layers that every program needs. */
export * as Connections from "./Connections.js"
export * as Providers from "./Providers.js"
export * as Sandboxes from "./Sandboxes.js"
export * as SystemError from "./SystemError.js"
export { Normalization } from "@org/messages-normalization"

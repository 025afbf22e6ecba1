/** Hostile conversations, and the laws of formats. */
export * as HostileMessages from "./HostileMessages.js"
export * as HostileJson from "./HostileJson.js"
export * as Laws from "./Laws.js"
export * as Sorted from "./Sorted.js"

/** What is made of the Messages port alone: whole conversations, batches, exports and copies. */
export * as Gate from "./pace/Gate.js"
export * as GetMany from "./batch/GetMany.js"
export * as Pages from "./read/Pages.js"
export { ReadFailure } from "./read/ReadFailure.js"

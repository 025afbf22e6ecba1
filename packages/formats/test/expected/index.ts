/** What the formats say of the weather that have a file of their own here, by name. */
export { agUi as "ag-ui" } from "./agUi.js"
export { atif } from "./atif.js"
export { effect } from "./effect.js"
export { langchain } from "./langchain.js"

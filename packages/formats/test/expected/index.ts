/** What the formats say of the weather that have a file of their own here, by name. */
export { a2a } from "./a2a.js"
export { acp } from "./acp.js"
export { agUi as "ag-ui" } from "./agUi.js"
export { atif } from "./atif.js"
export { effect } from "./effect.js"
export { fineTuning as "openai-fine-tuning" } from "./fineTuning.js"
export { langchain } from "./langchain.js"
export { mcp } from "./mcp.js"

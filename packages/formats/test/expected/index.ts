/** What the formats say of the weather that have a file of their own here, by name. */
export { langchain } from "./langchain.js"

/** What the test suites of the programs need to use the same expectations as the clients. */
export * as Bodies from "./Bodies.js"
export * as Programs from "./Programs.js"
export * as ProgramOutput from "./ProgramOutput.js"
export { messageId } from "./Ours.js"

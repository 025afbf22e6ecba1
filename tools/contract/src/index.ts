/** The providers' contracts, samples of their payloads, and a server that follows both, for tests. */
export * as Cases from "./Cases.js"
export * as Contract from "./Contract.js"
export * as ContractServer from "./ContractServer.js"
export * as LoopbackServer from "./LoopbackServer.js"
export * as Mutations from "./Mutations.js"
export * as Samples from "./Samples.js"

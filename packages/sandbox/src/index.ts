/** The four providers, simulated on loopback for tests and for trying things out. */
export * as Sandbox from "./Sandbox.js"

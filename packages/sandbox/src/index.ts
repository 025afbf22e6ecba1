/** The four providers on loopback, for trying things out and for tests. */
export * as Sandbox from "./Sandbox.js"

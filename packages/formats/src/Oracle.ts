/** The packages whose types or validators judge what is written, each with the one version that the tests use. */

/** A package and its version. */
export interface Oracle {
  /** The name in the npm registry. */
  readonly package: string
  /** The version that the tests of this project use. */
  readonly version: string
}

/** The version of every package. A test compares them with the versions that are installed for the laws of formats. */
export const versions = {
  "@a2a-js/sdk": "1.3.0",
  "@ag-ui/core": "1.0.0",
  "@agentclientprotocol/sdk": "2.4.0",
  "@anthropic-ai/sdk": "1.14.0",
  "@effect/ai": "0.37.0",
  "@langchain/core": "1.4.0",
  "@modelcontextprotocol/sdk": "1.32.2",
  ai: "6.0.326",
  openai: "6.49.0"
} as const

/** A package with its version. */
export const of = (name: keyof typeof versions): Oracle => ({ package: name, version: versions[name] })

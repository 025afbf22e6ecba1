/** What judges the documents that are written: packages with types or validators, and published rules, each in the one version that the tests use. */

/** A package or a publication, and its version. */
export interface Oracle {
  /** The name in the npm registry, or at the publisher. */
  readonly package: string
  /** The version that the tests of this project use. */
  readonly version: string
  /** Who publishes it, if it is not in the npm registry. Then the tests do not install it: they have its rules written out. */
  readonly publisher?: "PyPI" | "OpenTelemetry"
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

/** The models of ATIF, a package for Python. */
export const atif: Oracle = { package: "atif", version: "1.8.0", publisher: "PyPI" }

/** The schemas of OpenTelemetry's GenAI conventions, in their repository. */
export const otel: Oracle = { package: "semantic-conventions", version: "1.41.1", publisher: "OpenTelemetry" }

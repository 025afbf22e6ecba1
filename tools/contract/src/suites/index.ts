/** The tests that every provider's package has. Only test files may import them, because they import the test runner. */
export * as ClientSuite from "./ClientSuite.js"
export * as ConfigurationSuite from "./ConfigurationSuite.js"
export * as ErrorFields from "./ErrorFields.js"
export * as ListSuite from "./ListSuite.js"
export * as ReadmeSuite from "./ReadmeSuite.js"
export * as SchemaSuite from "./SchemaSuite.js"

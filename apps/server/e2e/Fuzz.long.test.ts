/** Holds the server to its own OpenAPI document, at length. */
import * as Fuzz from "./Fuzz.js"

Fuzz.suite({ runs: 220, wanted: 5_000 })

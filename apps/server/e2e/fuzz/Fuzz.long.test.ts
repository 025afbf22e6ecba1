/** Checks the server against its own OpenAPI document with five times as many requests. */
import * as Fuzz from "./Fuzz.js"

Fuzz.suite({ runs: 220, wanted: 5_000 })

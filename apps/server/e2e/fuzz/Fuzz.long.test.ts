/** Checks the server against its own OpenAPI document with sixteen times as many requests. */
import * as Fuzz from "./Fuzz.js"

Fuzz.suite({ runs: 220, rounds: 1, wanted: 5_000 })

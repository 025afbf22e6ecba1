// Lets the event loop turn after every test. Vitest's worker reports over messages; while tests of synchronous properties follow one another it
// reads none of them, and after a minute it fails the run with `Timeout calling "onTaskUpdate"`.
import { setImmediate } from "node:timers/promises"
import { afterEach } from "vitest"

afterEach(() => setImmediate())

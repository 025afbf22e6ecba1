/** The memory of a long run compared with a short one. */
import { converts } from "./memory.js"

// `Memory.scale.test.ts` has a provider's own form.
converts("ndjson")

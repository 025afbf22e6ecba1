/** The memory of a long run compared with a short one. */
import { converts } from "./memory.js"

converts("honcho")

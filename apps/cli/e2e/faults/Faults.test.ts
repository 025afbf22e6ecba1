/** The bundled program meets a fault of each kind. */
import { Programs } from "@org/messages-scoreboard"
import * as Faults from "./faults.js"

// The tests in `test/` meet every fault in one process, and `Faults.scale.test.ts` every fault with a process for each.
Faults.suite(Programs.posts, ["refused", "reset_on_accept", "early_hints", "no_headers_ever", "s401", "truncated_json"])

/** kill -9 in the middle of exports and copies. `Kills.long.test.ts` does it more often. */
import { it } from "@effect/vitest"
import { killCopies, killExports } from "./kills.js"

it.each([true, false])(
  "an export that is killed continues, and its file equals the uninterrupted one byte for byte (raw: %s)",
  (raw) => killExports(4, { raw })
)

it("a copy that is killed continues, and posts no message twice", () => killCopies(4))

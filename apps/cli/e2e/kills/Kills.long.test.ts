/** kill -9 at 50 random points of an export and of a copy. */
import { it } from "@effect/vitest"
import { killCopies, killExports } from "./kills.js"

it.each([true, false])(
  "an export that is killed 50 times equals the uninterrupted one byte for byte (raw: %s)",
  (raw) => killExports(50, { raw })
)

it("a copy that is killed 50 times posts no message twice", () => killCopies(50))

/** What the server says of its state. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ServerExports } from "../../src/exports/ServerExports.js"
import * as ReadinessHandler from "../../src/routes/ReadinessHandler.js"

const bodyAfter = (lost: number) =>
  ReadinessHandler.make(() => lost).pipe(
    Effect.flatMap((handle) => handle()),
    Effect.map(({ body }) => String(body)),
    Effect.provideService(ServerExports, { exports: undefined })
  )

describe("a ready server", () => {
  it.effect("says how many lines of the log were lost, if any were", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* bodyAfter(0), '{"status":"ready"}')
      assert.strictEqual(yield* bodyAfter(3), '{"status":"ready","droppedLogLines":3}')
    })
  )
})

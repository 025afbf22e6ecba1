/** Exports of one server alone survive that its process is killed, on real processes. */
import { afterAll, assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Cases from "./Cases.js"
import * as Provider from "./Provider.js"
import * as Runner from "./Runner.js"

const folder = mkdtempSync(join(tmpdir(), "messages-exports-"))
let folders = 0

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const where = Effect.sync(() => ({ path: join(folder, `${++folders}`) }))

describe("a server alone", () => {
  it.scopedLive(
    "completes an export in order after 20 kills, with no message twice, and fetches the next page within 3 s of its start, in the median",
    () => Cases.kills("SQLite", 20, where)
  )

  it.scopedLive("stops at the next page, within 2 s, when an export is cancelled", () => Cases.cancel("SQLite", where))

  it.scopedLive("continues after a restart, and repeats no warning", () =>
    Effect.gen(function* () {
      const provider = yield* Provider.make({ messages: 2000, size: 20, latency: 20 })
      const settings = { database: yield* where, provider: provider.url, limits: { pageSize: 20 } }
      const first = yield* Runner.make(settings)
      yield* Effect.promise(async () => {
        await first.start("export", { conversations: [provider.ref(0), provider.ref(1)] })
        await Runner.reach(first, "export", ({ pages }) => pages >= 10)
        await first.end("SIGTERM")
      })
      const second = yield* Runner.make(settings)
      yield* Effect.promise(async () => {
        await Runner.reach(second, "export", Cases.isComplete)
        await Cases.isWhole(second, 2, 2000)
        assert.isAtMost(provider.fetched(), 200 + 4)
        for (const { log } of [first, second]) assert.notMatch(log(), /WARN|ERROR/)
      })
    })
  )

  it.scopedLive("refuses a folder that another process uses", () =>
    Effect.gen(function* () {
      const provider = yield* Provider.make({ messages: 20, size: 20 })
      const settings = { database: yield* where, provider: provider.url }
      const first = yield* Runner.make(settings)
      // A process opens the folder in the background.
      yield* Effect.retry(
        Effect.tryPromise(() => first.start("first", { conversations: ["honcho:w/s"] })),
        Schedule.spaced("100 millis")
      )
      const second = yield* Runner.make(settings)
      const refused = yield* Effect.flip(
        Effect.tryPromise(() => second.start("export", { conversations: ["honcho:w/s"] }))
      )
      assert.include(String(refused.cause), "another process uses the folder: see EXPORTS")
    })
  )
})

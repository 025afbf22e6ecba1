/** Exports of one server alone survive that its process is killed, on real processes. */
import { afterAll, assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Provider from "./Provider.js"
import * as Runner from "./Runner.js"

const folder = mkdtempSync(join(tmpdir(), "messages-exports-"))
let folders = 0

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("a server alone", () => {
  it.scopedLive("completes an export", () =>
    Effect.gen(function* () {
      const provider = yield* Provider.make({ messages: 2400, size: 20 })
      const runner = yield* Runner.make({
        database: { path: join(folder, `${++folders}`) },
        provider: provider.url,
        limits: { pageSize: 20 }
      })
      yield* Effect.promise(async () => {
        const t = Date.now()
        console.log(await runner.start("one", { conversations: [provider.ref(0)] }))
        const found = await Runner.reach(runner, "one", ({ state }) => state === "complete", 20)
        console.log(Date.now() - t, found, provider.fetched())
        const lines = await runner.content("one")
        assert.lengthOf(lines, 2400)
        assert.deepStrictEqual(
          lines.map((line) => JSON.parse(line).sequence),
          Array.from({ length: 2400 }, (_, i) => i)
        )
        console.log(runner.log(), (await runner.content("one", 2390)).length)
      })
    })
  )
})

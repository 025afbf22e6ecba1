import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"

describe("the right to sync and import", () => {
  it.scoped("is free again as soon as its holder gives it back, however often", () =>
    Effect.gen(function* () {
      const folder = mkdtempSync(join(tmpdir(), "archive-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
      const { exclusive } = yield* SqliteDatabase.make({ path: join(folder, "archive.db"), setting: "--file" })
      for (let round = 0; round < 5; round++) yield* Effect.scoped(exclusive)
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* exclusive
          assert.strictEqual((yield* Effect.flip(Effect.scoped(exclusive))).reason, "Busy")
        })
      )
      yield* Effect.scoped(exclusive)
    })
  )
})

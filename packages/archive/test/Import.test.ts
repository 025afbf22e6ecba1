/** Imports in which messages are there more than once. */
import { assert, describe, it } from "@effect/vitest"
import { type Message, MessageRef } from "@org/messages-core"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as ArchiveLayer from "../src/ArchiveLayer.js"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"

const open = Effect.gen(function* () {
  const folder = mkdtempSync(join(tmpdir(), "archive-"))
  yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
  return ArchiveLayer.of(yield* SqliteDatabase.make({ path: join(folder, "archive.db"), setting: "--file" }))
})

const message = (text: string, rest: Partial<Message.Message> = {}): Message.Message => ({
  version: 1,
  role: "user",
  parts: [{ type: "text", text }],
  ...rest
})

const dated = (id: string, text: string, day: number): Message.Message =>
  message(text, { ref: MessageRef.MessageRef.make(`mielto:${id}`), updatedAt: `2026-01-0${day}T00:00:00Z` })

describe("an import of a message that is there more than once", () => {
  const contents = [dated("m", "goose", 1), dated("m", "swan", 2), dated("m", "heron", 3)]
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0]
  ] as const)
    it.scopedLive(`keeps the newest content, and every other one as a version: ${order.join(", ")}`, () =>
      Effect.gen(function* () {
        const archive = yield* open
        const messages = order.flatMap((index) => contents.slice(index, index + 1))
        const report = yield* archive.import(Stream.fromIterable(messages))
        assert.deepInclude(report, { new: 1, unchanged: 0, conversations: 1 })
        assert.strictEqual(report.changed + report.older, 2)
        assert.deepStrictEqual(Chunk.toReadonlyArray(yield* Stream.runCollect(archive.export())), contents.slice(2))
        assert.strictEqual((yield* archive.search("heron")).items.length, 1)
        assert.strictEqual((yield* archive.search("swan")).items.length, 0)
        assert.deepInclude(yield* archive.verify(), { messages: 1, versions: 2, findingCount: 0 })
      })
    )

  it.scopedLive("counts every message, and gives the others their places", () =>
    Effect.gen(function* () {
      const archive = yield* open
      const messages = [
        dated("a", "one", 2),
        message("two"),
        dated("a", "one", 2),
        message("two"),
        dated("b", "three", 1),
        dated("a", "before one", 1)
      ]
      const report = yield* archive.import(Stream.fromIterable(messages))
      assert.deepInclude(report, { new: 4, changed: 0, older: 1, unchanged: 1 })
      const exported = Chunk.toReadonlyArray(yield* Stream.runCollect(archive.export()))
      assert.deepStrictEqual(
        exported.flatMap(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : part.type))),
        ["one", "two", "two", "three"]
      )
      assert.deepInclude(yield* archive.import(Stream.fromIterable(messages)), { new: 0, older: 1, unchanged: 5 })
    })
  )
})

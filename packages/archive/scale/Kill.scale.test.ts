/** An archive whose sync is killed again and again: nothing is damaged, nothing is lost, and nothing is there twice. */
import { assert, describe, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type { Archive } from "../src/Archive.js"
import * as ArchiveLayer from "../src/ArchiveLayer.js"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"

const program = fileURLToPath(new URL("sync-process.js", import.meta.url))

/** Runs a sync, and kills it after some pages; gives whether it was killed before it ended. */
const sync = async (path: string, round: number, pages: number) => {
  const child = spawn(process.execPath, [program, path, String(round)], { stdio: ["ignore", "pipe", "inherit"] })
  const ended = once(child, "exit")
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("done")) break
    seen += 1
    if (seen === pages) {
      // A moment later, so that every step of a page is hit now and then.
      await setTimeout(Math.random() * 12)
      child.kill("SIGKILL")
      break
    }
  }
  const [, signal] = await ended
  return signal === "SIGKILL"
}

const use = <A, E>(path: string, run: (archive: typeof Archive.Service) => Effect.Effect<A, E>) =>
  SqliteDatabase.make({ path, setting: "ARCHIVE" }).pipe(
    Effect.flatMap((database) => run(ArchiveLayer.of(database))),
    Effect.scoped,
    Effect.runPromise
  )

const verify = (archive: typeof Archive.Service) =>
  Effect.map(archive.verify(), (verification) => assert.deepInclude(verification, { findingCount: 0 }))

const refs = (archive: typeof Archive.Service) =>
  Effect.map(Stream.runCollect(archive.export()), (messages) =>
    Chunk.toReadonlyArray(messages).map(({ ref }): string => ref ?? "")
  )

describe("a sync that is killed", () => {
  it("leaves an archive in which verify finds nothing, after each of 50 kills, and the last sync completes it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "messages-archive-"))
    const path = join(folder, "archive.db")
    try {
      let kills = 0
      let round = 0
      for (; kills < 50; round++) {
        if (!(await sync(path, round, 1 + Math.floor(Math.random() * 8)))) continue
        kills += 1
        await use(path, verify)
      }
      assert.isFalse(await sync(path, round, Infinity))
      const expected = Array.from({ length: 12 }, (_, index) =>
        Array.from({ length: 250 + round * (index % 3) * 11 }, (_, number) => `factory:s${index}/m${number}`)
      ).flat()
      await use(path, verify)
      assert.deepStrictEqual([...(await use(path, refs))].sort(), [...expected].sort())
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

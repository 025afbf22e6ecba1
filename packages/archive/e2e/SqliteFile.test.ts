/** What only a file has: permissions, a full disk, other programs, copies of older versions. */
import { afterAll, assert, describe, it } from "@effect/vitest"
import { type Message, MessageRef } from "@org/messages-core"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import * as ArchiveLayer from "../src/ArchiveLayer.js"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"
import * as Tables from "../src/store/Tables.js"
import * as Places from "./Places.js"

afterAll(Places.close)

const message = (index: number): Message.Message => ({
  version: 1,
  role: "user",
  ref: MessageRef.MessageRef.make(`factory:s/m${index}`),
  parts: [{ type: "text", text: `message ${index} ${Math.sin(index)} ${Math.cos(index)}`.repeat(20) }]
})

const messages = (count: number, from = 0) => Stream.map(Stream.range(from, from + count - 1), message)

const open = (options: Omit<SqliteDatabase.SqliteOptions, "setting">) =>
  SqliteDatabase.make({ setting: "ARCHIVE", ...options })

describe("the archive's file", () => {
  it.scopedLive("can only be read by its user, and so can its folder", () =>
    Effect.gen(function* () {
      const path = Places.path()
      yield* ArchiveLayer.of(yield* open({ path })).import(messages(3))
      assert.strictEqual(statSync(dirname(path)).mode & 0o777, 0o700)
      for (const file of [path, `${path}-wal`, `${path}-lock`])
        assert.strictEqual(statSync(file).mode & 0o777, 0o600, file)
    })
  )

  it.scopedLive("is complete when it is closed, so that a copy of the file is complete", () =>
    Effect.gen(function* () {
      const path = Places.path()
      yield* Effect.scoped(Effect.flatMap(open({ path }), (file) => ArchiveLayer.of(file).import(messages(30))))
      const copy = Places.path()
      mkdirSync(dirname(copy), { recursive: true })
      copyFileSync(path, copy)
      const copied = yield* ArchiveLayer.of(yield* open({ path: copy })).verify()
      assert.deepInclude(copied, { findingCount: 0, messages: 30 })
    })
  )

  it.scopedLive("loses nothing when the disk is full, and continues when there is room", () =>
    Effect.gen(function* () {
      const path = Places.path()
      const small = ArchiveLayer.of(yield* open({ path, pragmas: ["PRAGMA max_page_count = 38"] }))
      const failure = yield* Effect.flip(small.import(messages(2000)))
      assert.deepInclude({ ...failure }, { _tag: "ArchiveFailure", reason: "Full", place: path })
      const { messages: kept } = yield* small.stats
      assert.isAbove(kept, 0)
      assert.isBelow(kept, 2000)
      assert.strictEqual((yield* small.verify()).findingCount, 0)
      const large = ArchiveLayer.of(yield* open({ path }))
      assert.deepInclude(yield* large.import(messages(2000)), { new: 2000 - kept, unchanged: kept })
      assert.deepInclude(yield* large.verify(), { findingCount: 0, messages: 2000 })
    })
  )

  it.scopedLive("is copied before it is migrated, once", () =>
    Effect.gen(function* () {
      const path = Places.path()
      yield* Effect.scoped(Effect.flatMap(open({ path }), (database) => ArchiveLayer.of(database).import(messages(3))))
      const copied = `${path}.version-${Tables.newest}`
      const later = { version: Tables.newest + 1, statements: () => ["DROP TABLE archive_version"] }
      const migrations = [...Tables.migrations, later]
      const databases = yield* Effect.all([open({ path, migrations }), open({ path, migrations })])
      yield* Effect.forEach(databases, ({ size }) => size, { concurrency: "unbounded" })
      const copy = ArchiveLayer.of(yield* open({ path: copied }))
      assert.deepInclude(yield* copy.verify(), { findingCount: 0, messages: 3 })
      assert.strictEqual(statSync(copied).mode & 0o777, 0o600)
      assert.isFalse(existsSync(`${copied}.partial`))
    })
  )

  it.scopedLive("is not a file of something else", () =>
    Effect.gen(function* () {
      const path = Places.path()
      mkdirSync(dirname(path))
      writeFileSync(path, "canary".repeat(1000))
      const reasonOf = (path: string) =>
        Effect.flatMap(open({ path }), (database) => Effect.flip(ArchiveLayer.of(database).stats)).pipe(
          Effect.map(({ reason }) => reason)
        )
      assert.strictEqual(yield* reasonOf(path), "NotAnArchive")
      assert.strictEqual(yield* reasonOf(dirname(path)), "NotAnArchive")
      const other = Places.path()
      yield* Effect.scoped(
        Effect.flatMap(
          open({ path: other, migrations: [{ version: 1, statements: () => ["CREATE TABLE posts (a)"] }] }),
          ({ write }) => write((sql) => sql`DROP TABLE archive_setting`)
        )
      )
      assert.strictEqual(yield* reasonOf(other), "NotAnArchive")
    })
  )

  it.scopedLive("waits while another program writes, and says so if that takes too long", () =>
    Effect.gen(function* () {
      const path = Places.path()
      const one = yield* open({ path })
      const two = ArchiveLayer.of(yield* open({ path, patience: Duration.millis(300) }))
      yield* one.size
      yield* two.stats
      /** Begins to write, and gives what ends it. */
      const beginWriting = (name: string) =>
        Effect.gen(function* () {
          const begun = yield* Deferred.make<void>()
          const end = yield* Deferred.make<void>()
          const fiber = yield* Effect.fork(
            one.write((sql) =>
              sql`INSERT INTO archive_setting VALUES (${name}, '')`.pipe(
                Effect.zipRight(Deferred.succeed(begun, undefined)),
                Effect.zipRight(Deferred.await(end))
              )
            )
          )
          yield* Deferred.await(begun)
          return Effect.zipRight(Deferred.succeed(end, undefined), Fiber.join(fiber))
        })
      const endShort = yield* beginWriting("short")
      const waiting = yield* Effect.fork(two.import(messages(3)))
      yield* endShort
      assert.strictEqual((yield* Fiber.join(waiting)).new, 3)
      const endLong = yield* beginWriting("long")
      assert.deepInclude(yield* Effect.flip(two.import(messages(3, 10))), { reason: "Busy" })
      yield* endLong
      assert.strictEqual((yield* two.import(messages(3, 10))).new, 3)
      assert.strictEqual((yield* two.verify()).findingCount, 0)
    })
  )
})

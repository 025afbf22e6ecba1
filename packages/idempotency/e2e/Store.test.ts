/** Tests every store against the same requirements. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Reactivity from "@effect/experimental/Reactivity"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Claim, IdempotencyStore, StoreFailure } from "../src/store/IdempotencyStore.js"
import * as PostgresStore from "../src/store/PostgresStore.js"
import * as SqliteStore from "../src/store/SqliteStore.js"
import * as SqlStore from "../src/store/SqlStore.js"

type Service = typeof IdempotencyStore.Service

/** An empty database for a store; a test can open it more than once and inspect it. */
interface Place {
  readonly open: Effect.Effect<Service, StoreFailure, Scope.Scope>
  readonly sql: Effect.Effect<SqlClient, unknown, Scope.Scope | Reactivity.Reactivity>
  /** A statement that blocks all other writers. */
  readonly lock: string
}

const folder = mkdtempSync(join(tmpdir(), "messages-store-"))
const scope = Effect.runSync(Scope.make())
let postgres: Postgres.Postgres | undefined
let files = 0

beforeAll(async () => {
  if (!Postgres.isLeftOut) postgres = await Effect.runPromise(Scope.extend(Postgres.make, scope))
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  rmSync(folder, { recursive: true, force: true })
})

const sqlite = Effect.sync((): Place => {
  const path = join(folder, `${++files}`, "posts.db")
  return {
    open: Effect.tap(SqliteStore.make(path, "MESSAGES_STORE"), (store) => store.sweep(0)),
    sql: Effect.suspend(() => LibsqlClient.make({ url: `file:${path}` })),
    lock: "BEGIN IMMEDIATE"
  }
})

const database = Effect.suspend(() => postgres?.database ?? Effect.dieMessage("there is no PostgreSQL"))

const postgresql = Effect.map(database, ({ url }): Place => ({
  open: PostgresStore.make(url, "MESSAGES_DATABASE_URL"),
  sql: PgClient.make({ url, maxConnections: 1 }),
  lock: "BEGIN; LOCK TABLE messages_posts IN ACCESS EXCLUSIVE MODE"
}))

const hour = 3_600_000

const claimOf = (changed: Partial<Claim> = {}): Claim => ({
  caller: "local",
  key: "k",
  owner: "one",
  fingerprint: "f",
  now: 1_000_000_000_000,
  lease: 1_000_000_015_000,
  expires: 1_000_000_000_000 + hour,
  ...changed
})

const kept = {
  status: 201,
  contentType: "application/json",
  headers: { location: "/v1/messages/x" },
  body: "{}"
}

const suite = (name: string, place: Effect.Effect<Place>, isLeftOut = false) =>
  describe.skipIf(isLeftOut)(name, () => {
    const open = Effect.flatMap(place, ({ open }) => open)

    it.scopedLive("keeps the first claim, and shows it to all other claims", () =>
      Effect.gen(function* () {
        const store = yield* open
        assert.isUndefined(yield* store.claim(claimOf()))
        const found = yield* store.claim(claimOf({ owner: "two", fingerprint: "g", lease: 5 }))
        assert.deepStrictEqual(found, { fingerprint: "f", lease: 1_000_000_015_000, response: undefined })
      })
    )

    it.scopedLive("lets the owner repeat its claim, as after a false report of a busy store", () =>
      Effect.gen(function* () {
        const store = yield* open
        for (let turn = 0; turn < 2; turn++) assert.isUndefined(yield* store.claim(claimOf()))
        assert.isDefined(yield* store.claim(claimOf({ owner: "two" })))
        yield* store.complete(claimOf(), kept, claimOf().expires)
        assert.deepStrictEqual((yield* store.claim(claimOf()))?.response, kept)
      })
    )

    it.scopedLive("lets only the owner of a claim complete, extend or release it", () =>
      Effect.gen(function* () {
        const store = yield* open
        yield* store.claim(claimOf())
        const other = claimOf({ owner: "two" })
        yield* store.complete(other, kept, other.expires)
        assert.isFalse(yield* store.extend(other, 2_000_000_000_000))
        yield* store.release(other)
        const found = yield* store.claim(other)
        assert.deepStrictEqual(found, { fingerprint: "f", lease: 1_000_000_015_000, response: undefined })
        yield* store.complete(claimOf(), kept, claimOf().expires)
        yield* store.release(other)
        assert.deepStrictEqual((yield* store.claim(other))?.response, kept)
      })
    )

    it.scopedLive("gives a response back as it was, with any characters and length", () =>
      Effect.gen(function* () {
        const store = yield* open
        const bodies = ["", "{}", "é\u0000\u2028\ud800'\"\\💬", "x".repeat(2_000_000)]
        for (const [index, body] of bodies.entries()) {
          const claim = claimOf({ key: String(index) })
          const answers = [
            { ...kept, body },
            { status: 503, contentType: "application/problem+json", headers: { "retry-after": "7" }, body }
          ]
          yield* store.claim(claim)
          for (const answer of answers) {
            yield* store.complete(claim, answer, claim.expires)
            assert.deepStrictEqual((yield* store.claim({ ...claim, owner: "two" }))?.response, answer)
          }
        }
      })
    )

    it.scopedLive("accepts one of a hundred simultaneous claims over four connections to a new store", () =>
      Effect.gen(function* () {
        const { open } = yield* place
        const stores = yield* Effect.all([open, open, open, open], { concurrency: "unbounded" })
        const claims = Array.from({ length: 25 }, (_, index) =>
          stores.map((store, connection) => store.claim(claimOf({ owner: `${connection}.${index}` })))
        )
        const found = yield* Effect.all(claims.flat(), { concurrency: "unbounded" })
        assert.lengthOf(found, 100)
        assert.lengthOf(
          found.filter((found) => found === undefined),
          1
        )
      })
    )

    it.scopedLive("keeps callers and keys apart", () =>
      Effect.gen(function* () {
        const store = yield* open
        const ids = [{}, { caller: "other" }, { key: "other" }, { key: "K" }, { key: "k'; --" }]
        for (const id of ids) assert.isUndefined(yield* store.claim(claimOf(id)))
        yield* store.release(claimOf())
        for (const id of ids.slice(1)) assert.isDefined(yield* store.claim(claimOf({ ...id, owner: "two" })))
      })
    )

    it.scopedLive("obeys only the owner of a claim", () =>
      Effect.gen(function* () {
        const store = yield* open
        const other = claimOf({ owner: "two" })
        yield* store.claim(claimOf())
        yield* store.release(other)
        assert.isFalse(yield* store.extend(other, 7))
        yield* store.complete(other, kept, 7)
        const found = { fingerprint: "f", lease: claimOf().lease, response: undefined }
        assert.deepStrictEqual(yield* store.claim(other), found)
        assert.isTrue(yield* store.extend(claimOf(), 1_000_000_030_000))
        assert.deepStrictEqual(yield* store.claim(other), { ...found, lease: 1_000_000_030_000 })
        yield* store.release(claimOf())
        assert.isUndefined(yield* store.claim(other))
      })
    )

    it.scopedLive("treats a record as deleted when both of its times have passed", () =>
      Effect.gen(function* () {
        const store = yield* open
        const { expires, lease } = claimOf()
        yield* store.claim(claimOf())
        yield* store.complete(claimOf(), kept, expires)
        const later = claimOf({
          owner: "two",
          fingerprint: "g",
          now: expires,
          lease: expires + 15_000,
          expires: expires + hour
        })
        assert.isDefined(yield* store.claim({ ...later, now: expires - 1 }))
        yield* store.extend(claimOf(), expires + 1)
        assert.isDefined(yield* store.claim(later))
        yield* store.extend(claimOf(), lease)
        assert.isUndefined(yield* store.claim(later))
        yield* store.complete(claimOf(), kept, expires)
        const found = yield* store.claim({ ...later, owner: "three" })
        assert.deepStrictEqual(found, { fingerprint: "g", lease: expires + 15_000, response: undefined })
      })
    )

    it.scopedLive("sweeps expired records in batches, and nothing else", () =>
      Effect.gen(function* () {
        const { open, sql } = yield* place
        const store = yield* open
        const db = yield* sql
        const { expires, now } = claimOf()
        const count = Effect.map(db`SELECT caller FROM messages_posts`, ({ length }) => length)
        const keys = Array.from({ length: SqlStore.batch + 20 }, (_, index) => `old ${index}`)
        yield* Effect.forEach(keys, (key) => store.claim(claimOf({ key, lease: now, expires: now + 1 })))
        yield* store.claim(claimOf({ key: "runs", lease: expires, expires: now + 1 }))
        yield* store.claim(claimOf({ key: "lives" }))
        yield* store.sweep(now)
        assert.strictEqual(yield* count, keys.length + 2)
        yield* store.sweep(now + 1)
        assert.strictEqual(yield* count, 22)
        yield* store.sweep(now + 1)
        yield* store.sweep(now + 1)
        assert.strictEqual(yield* count, 2)
        for (const key of ["runs", "lives"]) assert.isDefined(yield* store.claim(claimOf({ key, owner: "two" })))
      }).pipe(Effect.provide(Reactivity.layer))
    )

    it.scopedLive("remembers when it is opened again", () =>
      Effect.gen(function* () {
        const { open } = yield* place
        yield* Effect.scoped(
          Effect.flatMap(open, (store) =>
            Effect.zipRight(store.claim(claimOf()), store.complete(claimOf(), kept, claimOf().expires))
          )
        )
        const found = yield* Effect.scoped(Effect.flatMap(open, (store) => store.claim(claimOf({ owner: "two" }))))
        assert.deepStrictEqual(found?.response, kept)
      })
    )

    it.scopedLive("waits for other writers, and continues after them", () =>
      Effect.gen(function* () {
        const { lock, open, sql } = yield* place
        const store = yield* open
        const db = yield* sql
        yield* db.unsafe(lock)
        const claim = yield* Effect.fork(store.claim(claimOf()))
        assert.isTrue(Option.isNone(yield* Effect.timeoutOption(Fiber.join(claim), "100 millis")))
        yield* db.unsafe("COMMIT")
        assert.isUndefined(yield* Fiber.join(claim))
        // Every connection sees a write that was reported as done.
        yield* store.complete(claimOf(), kept, claimOf().expires)
        const other = yield* open
        assert.deepStrictEqual((yield* other.claim(claimOf({ owner: "two" })))?.response, kept)
      }).pipe(Effect.provide(Reactivity.layer))
    )

    it.scopedLive("fails on a record that it cannot read, and repeats nothing of it", () =>
      Effect.gen(function* () {
        const { open, sql } = yield* place
        const store = yield* open
        const db = yield* sql
        yield* store.claim(claimOf())
        for (const garbage of [
          "canary",
          "{}",
          '{"status":"canary"}',
          '{"status":99,"contentType":"","headers":{},"body":""}'
        ]) {
          yield* db`UPDATE messages_posts SET answer = ${garbage}`
          const { problem } = yield* Effect.flip(store.claim(claimOf({ owner: "two" })))
          assert.match(problem, /^a record cannot be read: see MESSAGES_/)
        }
      }).pipe(Effect.provide(Reactivity.layer))
    )
  })

suite("SQLite", sqlite)
suite("PostgreSQL", postgresql, Postgres.isLeftOut)

describe("SQLite", () => {
  const refused = (path: string) =>
    Effect.map(
      Effect.flip(
        Effect.scoped(Effect.flatMap(SqliteStore.make(path, "MESSAGES_STORE"), (store) => store.claim(claimOf())))
      ),
      ({ problem }) => problem
    )

  it.scopedLive("makes files that only its user can read, in a directory that only its user can read", () =>
    Effect.gen(function* () {
      const path = join(folder, "deep", "er", "posts db%20#?.db")
      const store = yield* SqliteStore.make(path, "MESSAGES_STORE")
      yield* store.claim(claimOf())
      assert.strictEqual(statSync(join(folder, "deep")).mode & 0o777, 0o700)
      for (const file of [path, `${path}-wal`, `${path}-shm`])
        assert.strictEqual(statSync(file).mode & 0o777, 0o600, file)
    })
  )

  it.scopedLive("reports a file that cannot be used by an error code, without its path", () =>
    Effect.gen(function* () {
      const path = join(folder, "garbage")
      writeFileSync(path, "canary".repeat(1_000))
      assert.strictEqual(yield* refused(path), "SQLITE_NOTADB: see MESSAGES_STORE")
      assert.match(yield* refused(join(path, "posts.db")), /^(EEXIST|ENOTDIR): see MESSAGES_STORE$/)
      assert.strictEqual(yield* refused(folder), "EISDIR: see MESSAGES_STORE")
    })
  )

  it.scopedLive("forgets everything when it is in memory", () =>
    Effect.gen(function* () {
      for (let turn = 0; turn < 2; turn++) {
        const store = yield* SqliteStore.make(":memory:", "MESSAGES_STORE")
        assert.isUndefined(yield* store.claim(claimOf()))
        assert.isDefined(yield* store.claim(claimOf({ owner: "two" })))
      }
    })
  )
})

describe.skipIf(Postgres.isLeftOut)("PostgreSQL", () => {
  it.scopedLive("reports a database that cannot be used by an error code, without its address", () =>
    Effect.gen(function* () {
      const { name, url } = yield* database
      const refused = Effect.map(
        Effect.flip(Effect.scoped(PostgresStore.make(url, "MESSAGES_DATABASE_URL"))),
        ({ problem }) => problem
      )
      yield* postgres?.psql(`ALTER DATABASE ${name} SET default_transaction_read_only = on`) ?? Effect.void
      assert.strictEqual(yield* refused, "25006: see MESSAGES_DATABASE_URL")
      yield* postgres?.psql(`DROP DATABASE ${name} WITH (FORCE)`) ?? Effect.void
      assert.strictEqual(yield* refused, "3D000: see MESSAGES_DATABASE_URL")
    })
  )

  it.scopedLive("fails while it is read-only, and works again afterwards", () =>
    Effect.gen(function* () {
      const { name, url } = yield* database
      const store = yield* PostgresStore.make(url, "MESSAGES_DATABASE_URL")
      yield* store.claim(claimOf())
      const be = (mode: string) =>
        postgres?.psql(`
          ALTER DATABASE ${name} SET default_transaction_read_only = ${mode};
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'
        `) ?? Effect.void
      yield* be("on")
      yield* Effect.flip(store.claim(claimOf({ key: "new" }))).pipe(
        Effect.repeat({ until: ({ problem }) => problem === "25006: see MESSAGES_DATABASE_URL" })
      )
      yield* be("off")
      assert.isUndefined(yield* Effect.retry(store.claim(claimOf({ key: "new" })), { times: 20 }))
    })
  )
})

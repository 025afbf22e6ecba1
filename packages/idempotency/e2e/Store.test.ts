/** Tests every store against the same requirements. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Reactivity from "@effect/experimental/Reactivity"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Postgres } from "@org/messages-postgres"
import * as Duration from "effect/Duration"
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
import * as SettableClock from "../test/SettableClock.js"

type Service = typeof IdempotencyStore.Service

/** An empty database for a store; a test can open it more than once and inspect it. */
interface Place {
  readonly open: Effect.Effect<Service, StoreFailure, Scope.Scope>
  readonly sql: Effect.Effect<SqlClient, unknown, Scope.Scope | Reactivity.Reactivity>
  /** A statement that blocks all other writers. */
  readonly lock: string
  /** Sets the clock of the database ahead by a time in milliseconds, where the database has a clock of its own. */
  readonly setDatabase: (ahead: number) => Effect.Effect<void>
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
    open: Effect.tap(SqliteStore.make(path, "MESSAGES_STORE"), ({ sweep }) => sweep),
    sql: Effect.suspend(() => LibsqlClient.make({ url: `file:${path}` })),
    lock: "BEGIN IMMEDIATE",
    setDatabase: () => Effect.void
  }
})

const database = Effect.suspend(() => postgres?.database ?? Effect.dieMessage("there is no PostgreSQL"))

const postgresql = Effect.map(database, ({ name, url }): Place => ({
  open: PostgresStore.make(url, "MESSAGES_DATABASE_URL"),
  sql: PgClient.make({ url, maxConnections: 1 }),
  lock: "BEGIN; LOCK TABLE messages_posts IN ACCESS EXCLUSIVE MODE",
  setDatabase: (ahead) => postgres?.psql(clockOf(ahead, name), name) ?? Effect.void
}))

/** Replaces the clock of a database for connections that are made later, by a function of the same name that they find first. */
const clockOf = (ahead: number, name: string) => `
  CREATE SCHEMA IF NOT EXISTS fake;
  CREATE OR REPLACE FUNCTION fake.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
    $$ SELECT pg_catalog.clock_timestamp() + ${ahead} * interval '1 ms' $$;
  ALTER DATABASE ${name} SET search_path = fake, pg_catalog, public
`

/** A database in a world whose time a test controls: `set` sets its clock by hours, and `pass` lets time pass. */
const timed = <A, E, R>(
  place: Effect.Effect<Place>,
  test: (place: Place, time: SettableClock.SettableClock) => Effect.Effect<A, E, R>
) =>
  SettableClock.use((clock) =>
    Effect.gen(function* () {
      const found = yield* place
      let passed = 0
      let ahead = 0
      const update = Effect.suspend(() => found.setDatabase(passed + ahead))
      yield* update
      return yield* test(found, {
        set: (hours) =>
          Effect.zipRight(
            clock.set(hours),
            Effect.suspend(() => ((ahead = hours * hour), update))
          ),
        pass: (time) =>
          Effect.zipRight(
            clock.pass(time),
            Effect.suspend(() => ((passed += Duration.toMillis(time)), update))
          )
      })
    })
  )

const hour = 3_600_000

const claimOf = (changed: Partial<Claim> = {}): Claim => ({
  caller: "local",
  key: "k",
  owner: "one",
  fingerprint: "f",
  lease: Duration.seconds(15),
  keep: Duration.hours(1),
  ...changed
})

/** The record of a claim without a response. */
const started = { fingerprint: "f", owner: "one", isLeased: true, response: undefined }

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
        const found = yield* store.claim(claimOf({ owner: "two", fingerprint: "g", lease: Duration.millis(5) }))
        assert.deepStrictEqual(found, started)
      })
    )

    it.scopedLive("lets the owner repeat its claim, as after a false report of a busy store", () =>
      Effect.gen(function* () {
        const store = yield* open
        for (let turn = 0; turn < 2; turn++) assert.isUndefined(yield* store.claim(claimOf()))
        assert.isDefined(yield* store.claim(claimOf({ owner: "two" })))
        yield* store.complete(claimOf(), kept, claimOf().keep)
        assert.deepStrictEqual((yield* store.claim(claimOf()))?.response, kept)
      })
    )

    it.scopedLive("lets only the owner of a claim complete, extend or release it", () =>
      Effect.gen(function* () {
        const store = yield* open
        yield* store.claim(claimOf())
        const other = claimOf({ owner: "two" })
        yield* store.complete(other, kept, other.keep)
        assert.isFalse(yield* store.extend(other, Duration.hours(1)))
        yield* store.release(other)
        assert.deepStrictEqual(yield* store.claim(other), started)
        yield* store.complete(claimOf(), kept, claimOf().keep)
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
            yield* store.complete(claim, answer, claim.keep)
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
      timed(place, ({ open }, time) =>
        Effect.gen(function* () {
          const store = yield* open
          const other = claimOf({ owner: "two" })
          yield* store.claim(claimOf())
          yield* store.release(other)
          assert.isFalse(yield* store.extend(other, Duration.hours(1)))
          yield* store.complete(other, kept, Duration.zero)
          assert.deepStrictEqual(yield* store.claim(other), started)
          yield* time.pass("10 seconds")
          assert.isTrue(yield* store.extend(claimOf(), Duration.seconds(15)))
          yield* time.pass("10 seconds")
          assert.deepStrictEqual(yield* store.claim(other), started)
          yield* store.release(claimOf())
          assert.isUndefined(yield* store.claim(other))
        })
      )
    )

    it.scopedLive("ends a lease after its own time, whatever the lease of the request that asks", () =>
      timed(place, ({ open }, time) =>
        Effect.gen(function* () {
          const store = yield* open
          yield* store.claim(claimOf({ lease: Duration.seconds(30) }))
          const isLeased = Effect.map(store.claim(claimOf({ owner: "two" })), (found) => found?.isLeased)
          assert.isTrue(yield* isLeased)
          yield* time.pass("29 seconds")
          assert.isTrue(yield* isLeased)
          yield* time.pass("1 seconds")
          assert.isFalse(yield* isLeased)
          yield* store.extend(claimOf(), Duration.minutes(2))
          yield* time.pass("110 seconds")
          assert.isTrue(yield* isLeased)
        })
      )
    )

    it.scopedLive("ends a lease from a time when the clock was ahead at once when the clock is right again", () =>
      timed(place, ({ open }, time) =>
        Effect.gen(function* () {
          yield* time.set(25)
          yield* Effect.scoped(Effect.flatMap(open, (store) => store.claim(claimOf())))
          yield* time.set(0)
          const store = yield* open
          assert.deepStrictEqual(yield* store.claim(claimOf({ owner: "two" })), { ...started, isLeased: false })
          // The owner is alive after all.
          yield* store.extend(claimOf(), claimOf().lease)
          assert.deepStrictEqual(yield* store.claim(claimOf({ owner: "two" })), started)
        })
      )
    )

    it.scopedLive("treats a record as deleted when its lease is over and its time has passed", () =>
      timed(place, ({ open }, time) =>
        Effect.gen(function* () {
          const store = yield* open
          yield* store.claim(claimOf())
          yield* store.complete(claimOf(), kept, Duration.hours(1))
          const later = claimOf({ owner: "two", fingerprint: "g" })
          yield* time.pass("59 minutes")
          assert.isDefined(yield* store.claim(later))
          yield* store.extend(claimOf(), Duration.hours(1))
          yield* time.pass("2 minutes")
          assert.isDefined(yield* store.claim(later))
          yield* time.pass("1 hours")
          assert.isUndefined(yield* store.claim(later))
          yield* store.complete(claimOf(), kept, Duration.hours(1))
          const found = yield* store.claim({ ...later, owner: "three" })
          assert.deepStrictEqual(found, { fingerprint: "g", owner: "two", isLeased: true, response: undefined })
        })
      )
    )

    it.scopedLive("sweeps expired records in batches, and nothing else", () =>
      timed(place, ({ open, sql }, time) =>
        Effect.gen(function* () {
          const store = yield* open
          const db = yield* sql
          const count = Effect.map(db`SELECT caller FROM messages_posts`, ({ length }) => length)
          const keys = Array.from({ length: SqlStore.batch + 20 }, (_, index) => `old ${index}`)
          const short = { lease: Duration.zero, keep: Duration.minutes(1) }
          yield* Effect.forEach(keys, (key) => store.claim(claimOf({ key, ...short })))
          yield* store.claim(claimOf({ key: "runs", lease: Duration.hours(1), keep: Duration.minutes(1) }))
          yield* store.claim(claimOf({ key: "lives" }))
          yield* store.sweep
          assert.strictEqual(yield* count, keys.length + 2)
          yield* time.pass("2 minutes")
          yield* store.sweep
          assert.strictEqual(yield* count, 22)
          yield* store.sweep
          yield* store.sweep
          assert.strictEqual(yield* count, 2)
          for (const key of ["runs", "lives"]) assert.isDefined(yield* store.claim(claimOf({ key, owner: "two" })))
        })
      ).pipe(Effect.provide(Reactivity.layer))
    )

    it.scopedLive("forgets no record of the last seconds when its clock is a day ahead, or was a day behind", () =>
      timed(place, ({ open }, time) =>
        Effect.gen(function* () {
          const store = yield* open
          const complete = (key: string, hours: number) =>
            Effect.gen(function* () {
              yield* time.set(hours)
              const claim = claimOf({ key })
              assert.isUndefined(yield* store.claim(claim))
              yield* store.complete(claim, kept, claim.keep)
              yield* store.sweep
            })
          const stands = (store: Service) =>
            Effect.forEach(["right", "ahead", "behind"], (key) =>
              Effect.map(store.claim(claimOf({ key, owner: "two" })), (found) =>
                assert.deepStrictEqual(found?.response, kept, key)
              )
            )
          yield* complete("right", 0)
          yield* complete("behind", -25)
          yield* complete("ahead", 25)
          for (const hours of [25, 0, -25, 0]) {
            yield* time.set(hours)
            yield* store.sweep
            yield* stands(store)
          }
          // The next server starts while the clock is ahead.
          yield* time.set(0)
          yield* store.release(claimOf({ key: "ahead" }))
          yield* complete("ahead", 0)
          yield* time.set(25)
          const next = yield* open
          yield* next.sweep
          yield* stands(next)
          // Another starts while the clock is behind, and stores a response.
          yield* time.set(-25)
          const late = yield* open
          yield* late.release(claimOf({ key: "behind" }))
          assert.isUndefined(yield* late.claim(claimOf({ key: "behind" })))
          yield* late.complete(claimOf({ key: "behind" }), kept, claimOf().keep)
          yield* time.set(0)
          const last = yield* open
          yield* last.claim(claimOf({ key: "other" }))
          yield* last.sweep
          yield* stands(last)
        })
      )
    )

    it.scopedLive("opens a table of the version before, keeps its records, and lets that version continue", () =>
      timed(place, ({ open, sql }, time) =>
        Effect.gen(function* () {
          yield* Effect.scoped(open)
          const db = yield* sql
          yield* db`DROP TABLE messages_posts`
          yield* db`CREATE TABLE messages_posts (
            caller TEXT NOT NULL, post_key TEXT NOT NULL, owner TEXT NOT NULL, fingerprint TEXT NOT NULL,
            lease BIGINT NOT NULL, expires BIGINT NOT NULL, answer TEXT, PRIMARY KEY (caller, post_key)
          )`
          yield* db`CREATE INDEX messages_posts_expires ON messages_posts (expires)`
          const now = Date.now()
          const write = (key: string, answer: string | null) => db`
            INSERT INTO messages_posts (caller, post_key, owner, fingerprint, lease, expires, answer)
            VALUES ('local', ${key}, 'one', 'f', ${now + 15_000}, ${now + hour}, ${answer})`
          yield* write("done", JSON.stringify(kept))
          yield* write("begun", null)
          const stores = yield* Effect.all([open, open, open], { concurrency: "unbounded" })
          for (const store of stores) {
            const claim = (key: string) => store.claim(claimOf({ key, owner: "two" }))
            assert.deepStrictEqual((yield* claim("done"))?.response, kept)
            assert.deepStrictEqual(yield* claim("begun"), started)
          }
          yield* write("later", null)
          yield* db`UPDATE messages_posts SET lease = ${now + 16_000} WHERE post_key = 'later'`
          const [store] = stores
          yield* time.pass("20 seconds")
          assert.isFalse((yield* store.claim(claimOf({ key: "later", owner: "two" })))?.isLeased)
          yield* time.pass("2 hours")
          yield* store.sweep
          assert.lengthOf(yield* db`SELECT caller FROM messages_posts`, 0)
        })
      ).pipe(Effect.provide(Reactivity.layer))
    )

    it.scopedLive("remembers when it is opened again", () =>
      Effect.gen(function* () {
        const { open } = yield* place
        yield* Effect.scoped(
          Effect.flatMap(open, (store) =>
            Effect.zipRight(store.claim(claimOf()), store.complete(claimOf(), kept, claimOf().keep))
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
        yield* store.complete(claimOf(), kept, claimOf().keep)
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

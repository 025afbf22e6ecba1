/** Posts with a key, sent to the shipped program: across restarts and crashes, and with several servers. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Reactivity from "@effect/experimental/Reactivity"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import { mkdtempSync, existsSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Answer, ask, post } from "../test/TestServer.js"
import { serve } from "./Program.js"
import * as Upstream from "./Upstream.js"

interface Place {
  readonly name: string
  readonly environment: Readonly<Record<string, string>>
  readonly sql: Effect.Effect<SqlClient, unknown, Scope.Scope | Reactivity.Reactivity>
  readonly lock: string
  /** Ends the lock. PostgreSQL would still run the statements of a client that has been killed, so its sessions are ended too. */
  readonly unlock: string
}

const folder = mkdtempSync(join(tmpdir(), "messages-keyed-"))
const scope = Effect.runSync(Scope.make())
const places: Array<Effect.Effect<Place>> = []
let files = 0

const sqlite = Effect.sync((): Place => {
  const home = join(folder, `${++files}`)
  const path = join(home, ".local/state/messages/idempotency.db")
  return {
    name: "SQLite",
    environment: { HOME: home },
    sql: Effect.suspend(() => LibsqlClient.make({ url: `file:${path}` })),
    lock: "BEGIN IMMEDIATE",
    unlock: "COMMIT"
  }
})

beforeAll(async () => {
  places.push(sqlite)
  if (Postgres.isLeftOut) return
  const { database } = await Effect.runPromise(Scope.extend(Postgres.make, scope))
  places.push(
    Effect.map(database, ({ url }) => ({
      name: "PostgreSQL",
      environment: { MESSAGES_DATABASE_URL: Redacted.value(url) },
      sql: PgClient.make({ url, maxConnections: 1 }),
      lock: "BEGIN; LOCK TABLE messages_posts IN EXCLUSIVE MODE",
      unlock: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid(); COMMIT`
    }))
  )
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a test on an empty database of each kind, both at once. */
const everywhere = <A, E>(f: (place: Place) => Effect.Effect<A, E, Scope.Scope | Reactivity.Reactivity>) =>
  Effect.suspend(() =>
    Effect.forEach(places, (place) => Effect.flatMap(place, f), { concurrency: "unbounded", discard: true })
  ).pipe(Effect.provide(Reactivity.layer))

const send = (server: { readonly url: string }, text = "hi", key = "k") =>
  post(server, { conversation: "factory:s", text }, { "idempotency-key": key })

/** Repeats a post while it gets 409, as a caller does who obeys Retry-After. */
const settled = (server: { readonly url: string }) =>
  send(server).pipe(
    Effect.filterOrFail(({ status }) => status !== 409),
    Effect.retry(Schedule.spaced("1 seconds"))
  )

const isUnknown = ({ json, status }: Answer, name: string) => {
  assert.strictEqual(status, 504, name)
  assert.deepInclude(json, { type: "urn:messages:problem:outcome-unknown", delivery: "unknown", origin: "gateway" })
}

describe("a post with a key", { timeout: 120_000 }, () => {
  it.scopedLive("gets the same response, byte for byte, from a server that was started later", () =>
    everywhere(({ environment, name }) =>
      Effect.gen(function* () {
        const upstream = yield* Upstream.make
        yield* upstream.answer
        const received: Array<Answer> = []
        for (const signal of ["SIGKILL", "SIGTERM", "SIGTERM"] as const) {
          const server = yield* serve([], { ...environment, ...upstream.environment })
          received.push(yield* send(server))
          yield* server.signal(signal)
          yield* server.ended
        }
        for (const { body, headers, status, text } of received) {
          assert.strictEqual(status, 201, `${name} ${text}`)
          assert.isTrue(received[0]?.body.equals(body))
          assert.strictEqual(headers.location, received[0]?.headers.location)
        }
        assert.deepStrictEqual(
          received.map(({ headers }) => headers["idempotent-replayed"]),
          [undefined, "true", "true"]
        )
        assert.lengthOf(upstream.asked, 1)
      })
    )
  )

  it.scopedLive("is sent once when two servers with one store get it at the same instant", () =>
    everywhere(({ environment, name }) =>
      Effect.gen(function* () {
        const upstream = yield* Upstream.make
        yield* upstream.answer
        const settings = { ...environment, ...upstream.environment }
        const servers = yield* Effect.all([serve([], settings), serve([], settings)], { concurrency: "unbounded" })
        const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`.replace(" ", "-"))
        for (const key of keys) {
          const targets = [...servers, ...servers, ...servers, ...servers]
          const answers = yield* Effect.forEach(targets, (server) => send(server, key, key), {
            concurrency: "unbounded"
          })
          const sent = answers.filter(({ headers, status }) => status === 201 && !("idempotent-replayed" in headers))
          assert.lengthOf(sent, 1, name)
          for (const { status, text } of answers) {
            if (status === 201) assert.strictEqual(text, sent[0]?.text)
            else assert.strictEqual(status, 409, `${name} ${text}`)
          }
        }
        assert.deepStrictEqual([...upstream.asked].sort(), [...keys].sort())
      })
    )
  )
})

/** The settings of a program whose clock is ahead of the machine's. */
const ahead = (hours: number) => {
  const path = join(folder, `clock${hours}.mjs`)
  writeFileSync(path, `const now = Date.now; Date.now = () => now() + ${hours * 3_600_000}`)
  return { NODE_OPTIONS: `--import=${path}` }
}

describe("a server whose clock is a day ahead", { timeout: 120_000 }, () => {
  it.scopedLive("neither forgets the key of a post that ended a moment before, nor lets other servers forget it", () =>
    everywhere(({ environment, name }) =>
      Effect.gen(function* () {
        const upstream = yield* Upstream.make
        yield* upstream.answer
        const settings = { ...environment, ...upstream.environment }
        const right = yield* serve([], settings)
        const first = yield* send(right)
        const wrong = yield* serve([], { ...settings, ...ahead(25) })
        for (const server of [wrong, right, wrong, right]) {
          const again = yield* send(server)
          assert.strictEqual(again.headers["idempotent-replayed"], "true", name)
          assert.isTrue(again.body.equals(first.body))
          assert.strictEqual((yield* send(server, "another post", `key-${upstream.asked.length}`)).status, 201)
        }
        assert.lengthOf(upstream.asked, 5)
      })
    )
  )
})

/** They wait until the lease of a killed server is over, all at once. */
describe.concurrent("a post with a key, when its server is killed,", { timeout: 240_000 }, () => {
  it.scopedLive("is never sent again after kill -9 before the provider's response, and its outcome is unknown", () =>
    everywhere(({ environment, name }) =>
      Effect.gen(function* () {
        const upstream = yield* Upstream.make
        const settings = { ...environment, ...upstream.environment }
        const first = yield* serve([], settings)
        yield* Upstream.beside(send(first))
        yield* upstream.received(1)
        yield* first.signal("SIGKILL")
        yield* first.ended
        const second = yield* serve([], settings)
        // 409 until the lease is over; on a busy machine it may be over when the second server has started.
        assert.include([409, 504], (yield* send(second)).status, name)
        isUnknown(yield* settled(second), name)
        isUnknown(yield* send(second), name)
        assert.strictEqual((yield* send(second, "other")).status, 422)
        assert.lengthOf(upstream.asked, 1)
      })
    )
  )

  it.scopedLive("is never sent again after kill -9 between the provider's response and the commit", () =>
    everywhere(({ environment, lock, name, sql, unlock }) =>
      Effect.gen(function* () {
        const upstream = yield* Upstream.make
        const settings = { ...environment, ...upstream.environment }
        const first = yield* serve([], settings)
        const received = yield* Upstream.beside(send(first))
        yield* upstream.received(1)
        // While the store is locked, the server has the response and cannot store it.
        yield* Effect.scoped(
          Effect.gen(function* () {
            const db = yield* sql
            yield* db.unsafe(lock)
            yield* upstream.answer
            assert.isTrue(Exit.isFailure(yield* Effect.exit(Effect.timeout(received, "500 millis"))), name)
            yield* first.signal("SIGKILL")
            yield* first.ended
            yield* db.unsafe(unlock)
          })
        )
        const second = yield* serve([], settings)
        isUnknown(yield* settled(second), name)
        assert.lengthOf(upstream.asked, 1)
      })
    )
  )

  it.scopedLive(
    "has an unknown outcome seconds later, not a day later, if the clock of that server was a day ahead",
    () =>
      everywhere(({ environment, name }) =>
        Effect.gen(function* () {
          const upstream = yield* Upstream.make
          const settings = { ...environment, ...upstream.environment }
          const wrong = yield* serve([], { ...settings, ...ahead(25) })
          yield* Upstream.beside(send(wrong))
          yield* upstream.received(1)
          yield* wrong.signal("SIGKILL")
          yield* wrong.ended
          const right = yield* serve([], settings)
          isUnknown(yield* Effect.timeout(settled(right), "30 seconds"), name)
          assert.lengthOf(upstream.asked, 1)
        })
      )
  )
})

describe("the store", () => {
  it.scopedLive("is opened on first use, and if that fails, only posts with a key fail, with a reason", () =>
    Effect.gen(function* () {
      const upstream = yield* Upstream.make
      yield* upstream.answer
      const home = join(folder, "file")
      writeFileSync(home, "")
      const bad = [
        { HOME: home },
        { HOME: "" },
        { MESSAGES_STORE: "/dev/null/posts.db" },
        { MESSAGES_DATABASE_URL: "postgresql://c4n4ry:c4n4ry@127.0.0.1:1/c4n4ry" }
      ]
      for (const environment of bad) {
        const server = yield* serve([], { ...environment, ...upstream.environment })
        const before = upstream.asked.length
        assert.strictEqual((yield* ask(server, "/readyz")).status, 200)
        const { json, status } = yield* send(server)
        assert.strictEqual(status, 503)
        assert.deepInclude(json, { type: "urn:messages:problem:store-unavailable", delivery: "unknown" })
        assert.match(json.problem, /: see (MESSAGES_STORE|MESSAGES_DATABASE_URL)$/)
        assert.lengthOf(upstream.asked, before)
        assert.strictEqual((yield* post(server, { conversation: "factory:s", text: "hi" })).status, 201)
        yield* server.signal("SIGTERM")
        const { code, stderr } = yield* server.ended
        assert.strictEqual(code, 0)
        assert.include(stderr, json.problem)
        assert.notInclude(stderr, "c4n4ry")
      }
      const unused = join(folder, "unused")
      const server = yield* serve([], { HOME: unused, ...upstream.environment })
      assert.strictEqual((yield* post(server, { conversation: "factory:s", text: "hi" })).status, 201)
      assert.isFalse(existsSync(unused))
    })
  )
})

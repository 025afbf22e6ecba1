/** Exports of several servers on PostgreSQL survive what happens to servers and to the database, on real processes. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { once } from "node:events"
import { createServer } from "node:net"
import * as Cases from "./Cases.js"
import * as Provider from "./Provider.js"
import * as Runner from "./Runner.js"

const scope = Effect.runSync(Scope.make())
let postgres: Postgres.Postgres | undefined

beforeAll(async () => {
  if (!Postgres.isLeftOut) postgres = await Effect.runPromise(Scope.extend(Postgres.make, scope))
})

afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

const server = Effect.suspend(() =>
  postgres === undefined ? Effect.dieMessage("no PostgreSQL") : Effect.succeed(postgres)
)

const freePort = Effect.promise(async () => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return typeof address === "object" && address !== null ? address.port : 0
})

const url = Effect.map(
  Effect.flatMap(server, ({ database }) => database),
  ({ url }) => Redacted.value(url)
)

/** A new database, and the port of a runner. */
const where = Effect.zipWith(url, freePort, (url, port) => ({ url, port }))

/** Two runners on one new database, and a provider of eight conversations. */
const two = Effect.gen(function* () {
  const provider = yield* Provider.make({ messages: 2400, size: 20, latency: 50 })
  const database = yield* url
  const settings = { provider: provider.url, limits: { pageSize: 20 } }
  const [first, second] = yield* Effect.all(
    [freePort, freePort].map((port) =>
      Effect.flatMap(port, (port) => Runner.make({ ...settings, database: { url: database, port } }))
    ),
    { concurrency: 2 }
  )
  if (first === undefined || second === undefined) return yield* Effect.dieMessage("no runners")
  const conversations = Array.from({ length: 8 }, (_, index) => provider.ref(index))
  yield* Effect.promise(async () => {
    await first.start("export", { conversations })
    await Runner.reach(second, "export", ({ pages }) => pages >= 40)
  })
  return { first, provider, second }
})

/** The conversations that did not move within some seconds. */
const standing = async (runner: Runner.Runner, seconds: number) => {
  const before = (await runner.get("export")).progress
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const after = (await runner.get("export")).progress
  return after.filter(({ pages, state }, index) => state !== "complete" && pages === before[index]?.pages)
}

const done = (runner: Runner.Runner, provider: Provider.Provider, again: number) =>
  Effect.promise(async () => {
    await Runner.reach(runner, "export", Cases.isComplete, 90)
    await Cases.isWhole(runner, 8, 2400)
    assert.isAtMost(provider.fetched(), 8 * 120 + again)
  })

describe.skipIf(Postgres.isLeftOut)("servers on PostgreSQL", () => {
  it.scopedLive("complete an export in order after 20 kills, with no message twice", () => Cases.kills(20, where))

  it.scopedLive("stop at the next page when an export is cancelled", () => Cases.cancel(where))

  it.scopedLive("take over what a killed server ran", () =>
    Effect.gen(function* () {
      const { first, provider, second } = yield* two
      yield* Effect.promise(() => first.end("SIGKILL"))
      yield* done(second, provider, 8 * 2)
    })
  )

  it.scopedLive("take over what a hung server ran, and bear it when it comes back", () =>
    Effect.gen(function* () {
      const { first, provider, second } = yield* two
      yield* Effect.promise(async () => {
        first.child.kill("SIGSTOP")
        await new Promise((resolve) => setTimeout(resolve, 20_000))
        assert.isEmpty(await standing(second, 3))
        first.child.kill("SIGCONT")
      })
      yield* done(second, provider, 8 * 6)
    })
  )

  it.scopedLive("take over what a terminated server ran", () =>
    Effect.gen(function* () {
      const { first, provider, second } = yield* two
      yield* Effect.promise(() => first.end("SIGTERM"))
      yield* done(second, provider, 8 * 2)
      yield* Effect.sync(() => assert.notMatch(first.log(), /ERROR/))
    })
  )

  for (const seconds of [4, 60])
    it.scopedLive(`go on after the database was away for ${seconds} seconds`, () =>
      Effect.gen(function* () {
        const { first, provider, second } = yield* two
        const { crash, restart } = yield* server
        yield* crash
        yield* Effect.sleep(`${seconds} seconds`)
        yield* restart
        yield* Effect.sleep("20 seconds")
        yield* Effect.promise(async () => {
          const { state } = await second.get("export")
          if (state !== "complete") assert.isEmpty(await standing(second, 3))
        })
        yield* done(second, provider, 8 * 4)
        yield* Effect.promise(() => Cases.isWhole(first, 8, 2400))
      })
    )
})

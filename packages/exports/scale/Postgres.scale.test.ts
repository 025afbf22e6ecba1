/** Exports of several servers on PostgreSQL survive what happens to servers and to the database, on real processes. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { FreePort, Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Cases from "./Cases.js"
import * as Provider from "./Provider.js"
import * as Runner from "./Runner.js"
import * as Times from "./Times.js"

const scope = Effect.runSync(Scope.make())
let postgres: Postgres.Postgres | undefined

beforeAll(async () => {
  if (!Postgres.isLeftOut) postgres = await Effect.runPromise(Scope.extend(Postgres.make, scope))
})

afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

const server = Effect.suspend(() =>
  postgres === undefined ? Effect.dieMessage("no PostgreSQL") : Effect.succeed(postgres)
)

const freePort = Effect.promise(FreePort.find)

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

/** Two runners on one new database. */
const pair = (provider: Provider.Provider, limits: object) =>
  Effect.flatMap(url, (url) =>
    Effect.forEach([0, 1], () =>
      Effect.flatMap(freePort, (port) => Runner.make({ database: { url, port }, provider: provider.url, limits }))
    )
  )

/** How soon every conversation continues after a failure, in seconds. */
const bar = 20

/** Waits until every conversation has moved or is complete; `what` has happened just before. */
const moved = async (runner: Runner.Runner, what: string) => {
  const from = performance.now()
  const { progress: before } = await Runner.reach(runner, "export", () => true, bar)
  await Runner.reach(
    runner,
    "export",
    ({ progress }) =>
      progress.every(({ pages, state }, index) => state === "complete" || pages > (before[index]?.pages ?? 0)),
    bar - (performance.now() - from) / 1000
  )
  Times.since(`PostgreSQL: ${what}, until every conversation continues`, from)
}

const done = (runner: Runner.Runner, provider: Provider.Provider, again: number) =>
  Effect.promise(async () => {
    await Runner.reach(runner, "export", Cases.isComplete, 90)
    await Cases.isWhole(runner, 8, 2400)
    assert.isAtMost(provider.fetched(), 8 * 120 + again)
  })

describe.skipIf(Postgres.isLeftOut)("servers on PostgreSQL", () => {
  it.scopedLive(
    "complete an export in order after 20 kills, with no message twice, and fetch the next page within 3 s of the start of a server, in the median",
    () => Cases.kills("PostgreSQL", 20, where)
  )

  it.scopedLive("stop at the next page, within 2 s, when an export is cancelled", () =>
    Cases.cancel("PostgreSQL", where)
  )

  for (const round of [1, 2, 3])
    it.scopedLive(`start at once on a new database (${round})`, () =>
      Effect.gen(function* () {
        const provider = yield* Provider.make({ messages: 20, size: 20, latency: 0 })
        const database = yield* url
        const start = (server: number) =>
          Effect.gen(function* () {
            const runner = yield* Runner.make({
              provider: provider.url,
              database: { url: database, port: yield* freePort }
            })
            yield* Effect.promise(() => runner.start(`export${server}`, { conversations: [provider.ref(server)] }))
            yield* Effect.promise(() => Runner.reach(runner, `export${server}`, Cases.isComplete))
          })
        yield* Effect.forEach([0, 1, 2, 3], start, { concurrency: "unbounded" })
      })
    )

  it.scopedLive("take over what a killed server ran", () =>
    Effect.gen(function* () {
      const { first, provider, second } = yield* two
      yield* Effect.promise(async () => {
        await first.end("SIGKILL")
        await moved(second, "from the kill of one of two servers")
      })
      yield* done(second, provider, 8 * 2)
    })
  )

  it.scopedLive("take over what a hung server ran, and store nothing twice when it recovers", () =>
    Effect.gen(function* () {
      const { first, provider, second } = yield* two
      yield* Effect.promise(async () => {
        first.child.kill("SIGSTOP")
        await moved(second, "from SIGSTOP to one of two servers")
        await new Promise((resolve) => setTimeout(resolve, 5000))
        first.child.kill("SIGCONT")
      })
      // For each lane: the page that the server had asked for when it hung, and one for each time that the lane changed its server.
      yield* done(second, provider, 8 * 3)
    })
  )

  it.scopedLive("take over what a terminated server ran", () =>
    Effect.gen(function* () {
      const { first, provider, second } = yield* two
      yield* Effect.promise(async () => {
        const from = performance.now()
        await first.end("SIGTERM")
        Times.since("PostgreSQL: from SIGTERM to one of two servers until its end", from)
        await moved(second, "from the end of one of two servers after SIGTERM")
      })
      yield* done(second, provider, 8 * 2)
      yield* Effect.sync(() => assert.notMatch(first.log(), /ERROR/))
    })
  )

  for (const seconds of [4, 60])
    it.scopedLive(`continue after the database was unavailable for ${seconds} seconds`, () =>
      Effect.gen(function* () {
        const { first, provider, second } = yield* two
        const { crash, restart } = yield* server
        yield* crash
        yield* Effect.sleep(`${seconds} seconds`)
        yield* restart
        yield* Effect.promise(() => moved(second, `from the return of the database after ${seconds} s`))
        // For each lane: the page that was read when the database went, and one for each time that the lane changed its server.
        yield* done(second, provider, 8 * 3)
        yield* Effect.promise(() => Cases.isWhole(first, 8, 2400))
      })
    )
})

describe.skipIf(Postgres.isLeftOut)("two servers", () => {
  it.scopedLive(
    "keep the pace of a provider together: at most 3 refusals, and at least 90 % of its limit in the best two seconds",
    () =>
      Effect.gen(function* () {
        const provider = yield* Provider.make({ messages: 400, size: 20, latency: 20, perSecond: 22 })
        const database = yield* url
        const runners = yield* Effect.forEach([0, 1], () =>
          Effect.flatMap(freePort, (port) =>
            Runner.make({
              database: { url: database, port },
              provider: provider.url,
              limits: { pageSize: 20, requestsPerSecond: { honcho: 20.5 } }
            })
          )
        )
        const [first] = runners
        if (first === undefined) return assert.fail("no runner")
        yield* Effect.promise(async () => {
          const ids = Array.from({ length: 16 }, (_, index) => `export${index}`)
          for (const [index, id] of ids.entries()) await first.start(id, { conversations: [provider.ref(index)] })
          for (const id of ids) await Runner.reach(first, id, Cases.isComplete, 90)
          for (const id of ids) await Cases.isWhole(first, 1, 400, id)
          // Each lane that moved to the second server when it joined may have abandoned a request.
          assert.isAtMost(provider.fetched(), 320 + 16)
          assert.isAtMost(provider.refused(), 3)
          process.stdout.write(
            `two servers, 22 requests a second allowed: ${provider.rate().toFixed(1)} in the best two seconds, ${provider.mean().toFixed(1)} from the first request to the last, ${provider.refused()} refused\n`
          )
          // 90 % of the 22 that the provider allows.
          assert.isAtLeast(provider.rate(), 19.8)
        })
      })
  )

  it.scopedLive("both stop for as long as a refusal asks, although they know no limit of the provider", () =>
    Effect.gen(function* () {
      const seconds = 5
      const provider = yield* Provider.make({ messages: 800, size: 20, latency: 50, refuse: { after: 200, seconds } })
      const [first, second] = yield* pair(provider, { pageSize: 20 })
      if (first === undefined || second === undefined) return assert.fail("no runners")
      yield* Effect.promise(async () => {
        const conversations = Array.from({ length: 16 }, (_, index) => provider.ref(index))
        await first.start("export", { conversations })
        await Runner.reach(second, "export", Cases.isComplete, 90)
        await Cases.isWhole(first, 16, 800)
        const { early, requested } = provider.refusal()
        // Only requests that were under way when the first one was refused, at most one for each conversation.
        assert.isAtLeast(requested, 1)
        assert.isAtMost(requested, conversations.length)
        assert.strictEqual(early, 0)
        for (const { usage } of [first, second]) assert.isAbove((await usage()).cpu.user, 300_000)
      })
    })
  )

  it.scopedLive("share a thousand conversations, in memory that does not grow", () =>
    Effect.gen(function* () {
      const provider = yield* Provider.make({ conversations: 1000, messages: 200, size: 100, latency: 50 })
      const runners = yield* pair(provider, { pageSize: 100 })
      const [first] = runners
      if (first === undefined) return assert.fail("no runner")
      yield* Effect.promise(async () => {
        await first.start("export", { provider: "honcho", parent: "w" })
        await Runner.reach(first, "export", ({ pages }) => pages >= 1000, 120)
        const before = await Promise.all(runners.map(({ usage }) => usage()))
        const found = await Runner.reach(first, "export", Cases.isComplete, 400)
        assert.deepInclude(found, { conversations: 1000, done: 1000, messages: 200_000, pages: 2000 })
        const after = await Promise.all(runners.map(({ usage }) => usage()))
        await Cases.isWhole(first, 1000, 200)
        // Each lane that moved to the second server when it joined may have abandoned a request.
        assert.isAtMost(provider.fetched(), 2000 + 10 + 48)
        // Half of all pages more than before, and no more memory than the collector of garbage leaves.
        after.forEach(({ rss }, index) => assert.isAtMost(rss - (before[index]?.rss ?? 0), 100 * 2 ** 20))
        // Both took part.
        for (const { cpu } of after) assert.isAbove(cpu.user, 500_000)
      })
    })
  )
})

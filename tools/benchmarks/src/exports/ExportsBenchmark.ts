/** Exports many conversations with one server and with two on one PostgreSQL, from a provider that takes 50 ms for a page. */
import { FreePort, Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { setTimeout as sleep } from "node:timers/promises"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as ExportsProvider from "./ExportsProvider.js"
import * as ExportsProcess from "./ExportsProcess.js"
import { median, medians } from "../measurement/Rounds.js"

const many = Number(process.env["BENCH_CONVERSATIONS"] ?? 1000)
const messages = 200
const latency = 50

/** How many conversations a server reads at once: few, so that the provider sets the pace, and the usual number, with which a two-core machine sets it. */
const reading = { few: 4, usual: 16 }

/** How many exports keep a rate together, and how many pages each has. */
const [sharing, pages, perSecond] = [16, 20, 22]

/** How long idle servers are watched, in milliseconds. */
const idle = 20_000

/** Every round exports all conversations with one server and with two, each time into a new database. */
export const run = (rounds: number): Promise<ReadonlyArray<Row>> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(Postgres.make, ({ database }) =>
        Effect.promise(() => measure(rounds, async () => Redacted.value((await Effect.runPromise(database)).url)))
      )
    )
  )

const measure = async (rounds: number, newDatabase: () => Promise<string>): Promise<ReadonlyArray<Row>> => {
  const memory: Array<{ readonly half: number; readonly end: number }> = []
  const idleCpu: Array<number> = []

  const whole = (count: number, conversations: number) => async () => {
    const provider = await ExportsProvider.start({ conversations: many, messages, latency })
    const servers = await start(count, await newDatabase(), provider.url, { conversations })
    const begin = performance.now()
    await servers.first.start("all", { provider: "honcho", parent: "w" })
    await servers.first.reach("all", (found) => found.pages >= many)
    const half = most(servers.all)
    await servers.first.reach("all", isComplete)
    const time = performance.now() - begin
    memory.push({ half, end: most(servers.all) })
    if (count === 2 && conversations === reading.usual) {
      await sleep(2000)
      const before = servers.all.map(({ cpu }) => cpu())
      await sleep(idle)
      servers.all.forEach(({ cpu }, index) => idleCpu.push((cpu() - (before[index] ?? 0)) / 1000))
    }
    await servers.stop()
    provider.stop()
    return time
  }

  const paced = async () => {
    const provider = await ExportsProvider.start({
      conversations: sharing,
      messages: pages * 100,
      latency: 20,
      perSecond
    })
    const servers = await start(2, await newDatabase(), provider.url, {
      requestsPerSecond: { honcho: perSecond - 1.5 }
    })
    const ids = Array.from({ length: sharing }, (_, index) => `e${index}`)
    for (const [index, id] of ids.entries()) await servers.first.start(id, { conversations: [`honcho:w/s${index}`] })
    for (const id of ids) await servers.first.reach(id, isComplete)
    await servers.stop()
    provider.stop()
    if (provider.refused() > 3) console.warn(`the provider refused ${provider.refused()} requests`)
    return provider.time()
  }

  const { one, oneUsual, rate, two, twoUsual } = await medians(rounds, {
    one: whole(1, reading.few),
    two: whole(2, reading.few),
    oneUsual: whole(1, reading.usual),
    twoUsual: whole(2, reading.usual),
    rate: paced
  })
  const what = `export of ${many} conversations of ${messages} messages`
  return [
    {
      what: `${what}, ${reading.few} at once, 2 servers`,
      ours: two,
      against: "1 server",
      rival: one,
      unit: "ms",
      bar: 0.6
    },
    {
      what: `${what}, ${reading.usual} at once, 2 servers`,
      ours: twoUsual,
      against: "1 server",
      rival: oneUsual,
      unit: "ms"
    },
    {
      what: "memory of a server at the end",
      ours: median(memory.map(({ end }) => end)),
      against: "after half",
      rival: median(memory.map(({ half }) => half)),
      unit: "MB",
      bar: 1.25
    },
    {
      what: `CPU of an idle server in ${idle / 1000} s`,
      ours: median(idleCpu),
      against: "1 % of a core",
      rival: idle / 100,
      unit: "ms",
      bar: 1
    },
    {
      what: `${sharing} exports at ${perSecond} requests/s, 2 servers`,
      ours: rate,
      against: "the provider's limit",
      rival: ((sharing * pages - 1) * 1000) / perSecond,
      unit: "ms",
      bar: 1 / 0.9
    }
  ]
}

const start = async (count: number, database: string, provider: string, limits: object) => {
  const all: Array<ExportsProcess.ExportsProcess> = []
  while (all.length < count)
    all.push(await ExportsProcess.start({ database: { url: database, port: await FreePort.find() }, provider, limits }))
  const [first] = all
  if (first === undefined) throw new Error("there is no server")
  return { all, first, stop: () => Promise.all(all.map(({ stop }) => stop())) }
}

const most = (servers: ReadonlyArray<ExportsProcess.ExportsProcess>) =>
  Math.max(...servers.map(({ memory }) => memory()))

const isComplete = ({ state }: ExportsProcess.Found) => state === "complete"

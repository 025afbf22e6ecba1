/** Compares the server with other gateways: CPU time of a read, added latency, time to boot, idle memory. */
import { setTimeout as sleep } from "node:timers/promises"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as Gateways from "./Gateways.js"
import * as MeasuredProcess from "../measurement/MeasuredProcess.js"
import { type Provider, providers, type Size, sizes } from "../mapping/NativeMessages.js"
import * as Project from "../measurement/Project.js"
import { median, medians } from "../measurement/Rounds.js"

export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const boots = await boot()
  const standIn = await MeasuredProcess.start(Gateways.standIn, Project.log("provider"))
  const started = await start()
  await sleep(settle)
  const memory = ofEach((name) => started[name].memory())
  const rows: Array<Row> = []
  // The first requests compile the code, and those for another provider compile shared code again.
  for (const provider of providers) for (const size of sizes) await warmUp(provider, size, 3 * countOf(size))
  for (const provider of providers)
    for (const size of sizes) rows.push(...(await reads(rounds, started, provider, size)))
  rows.push(await latency(rounds))
  for (const { stop } of [standIn, ...Object.values(started)]) await stop()
  rows.push({ what: "boot to the first 200", ...compared(boots, "fastify"), unit: "ms", bar: 1.3, goal: 1 })
  rows.push({ what: "idle memory", ...compared(memory, "fastify"), unit: "MB", bar: 1.4, goal: 1.1 })
  return rows
}

type Started = Readonly<Record<Gateways.Name, MeasuredProcess.MeasuredProcess>>

const reads = async (rounds: number, started: Started, provider: Provider, size: Size): Promise<ReadonlyArray<Row>> => {
  const count = countOf(size)
  const cpu = (name: Gateways.Name) => async () => {
    const before = started[name].cpu()
    await Gateways.load(Gateways.read(name, provider, size), count)
    return (started[name].cpu() - before) / count
  }
  await warmUp(provider, size, count)
  const of = await medians(rounds, ofEach(cpu))
  const isBound = size !== "256 KB"
  const what = `CPU of a read, ${provider}, ${size}`
  return [
    { what, ...compared(of, "node"), unit: "µs", ...(isBound && { bar: 2, goal: 1.4 }) },
    { what, ...compared(of, "fastify"), unit: "µs", ...(isBound && { bar: 1.6, goal: 1 }) },
    { what, ...compared(of, "hono"), unit: "µs" },
    { what, ...compared(of, "portkey"), unit: "µs" }
  ]
}

const warmUp = async (provider: Provider, size: Size, count: number): Promise<void> => {
  for (const name of names) await Gateways.load(Gateways.read(name, provider, size), count)
}

/** How many reads of this size a round measures. */
const countOf = (size: Size): number => (size === "256 KB" ? 100 : 500)

/** The latency that a gateway adds to a direct read of 8 KB from the provider, with one request at a time. */
const latency = async (rounds: number): Promise<Row> => {
  const one = (ask: Gateways.Ask) => async () => {
    const times: Array<number> = []
    for (let index = 0; index < 60; index++) {
      const start = performance.now()
      await ask()
      times.push(performance.now() - start)
    }
    return median(times)
  }
  const of = await medians(rounds * 2, {
    direct: one(Gateways.direct("veryfront", "8 KB")),
    ours: one(Gateways.read("ours", "veryfront", "8 KB")),
    portkey: one(Gateways.read("portkey", "veryfront", "8 KB"))
  })
  return {
    what: "added latency, veryfront, 8 KB",
    ours: of.ours - of.direct,
    rival: of.portkey - of.direct,
    against: Gateways.titles.portkey,
    unit: "ms",
    bar: 0.6,
    goal: 0.3
  }
}

const boot = async (): Promise<Readonly<Record<Gateways.Name, number>>> =>
  medians(
    7,
    ofEach((name) => async () => {
      const { boot, stop } = await MeasuredProcess.start(Gateways.programs[name], Project.log(name))
      await stop()
      return boot
    })
  )

const start = async (): Promise<Started> => {
  const one = (name: Gateways.Name) => MeasuredProcess.start(Gateways.programs[name], Project.log(name))
  return {
    ours: await one("ours"),
    node: await one("node"),
    fastify: await one("fastify"),
    hono: await one("hono"),
    portkey: await one("portkey")
  }
}

/** Long enough for a started program to become idle, in milliseconds. */
const settle = 1_500

const names = ["ours", "node", "fastify", "hono", "portkey"] as const

const ofEach = <A>(make: (name: Gateways.Name) => A): Readonly<Record<Gateways.Name, A>> => ({
  ours: make("ours"),
  node: make("node"),
  fastify: make("fastify"),
  hono: make("hono"),
  portkey: make("portkey")
})

const compared = (values: Readonly<Record<Gateways.Name, number>>, rival: Gateways.Name) => ({
  ours: values.ours,
  rival: values[rival],
  against: Gateways.titles[rival]
})

/** The peak memory of reading a long conversation beside that of a short one: a command whose reader leaves, and a server whose reader is slow. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as MeasuredProcess from "../measurement/MeasuredProcess.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

const [port, serverPort] = [18_791, 18_792]
const environment = { HONCHO_URL: `http://127.0.0.1:${port}`, HONCHO_API_KEY: "a-key-of-honcho" }
const [short, long] = [1_000, 50_000]

/** Every round reads each conversation once in each way. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const provider = await MeasuredProcess.start(
    { args: [Project.session, String(port)], port, health: "/healthz" },
    Project.log("session")
  )
  try {
    const measured = await medians(rounds, {
      shortHead: () => readOf(short, "head -n 100"),
      longHead: () => readOf(long, "head -n 100"),
      shortRead: () => readOf(short, "cat"),
      longRead: () => readOf(long, "cat"),
      shortLines: () => linesOf(short),
      longLines: () => linesOf(long)
    })
    const row = (what: string, ours: number, rival: number): Row => ({
      what: `${what}, ${long} messages: peak memory`,
      ours,
      against: `${short} messages`,
      rival,
      unit: "MB",
      bar: 1.3
    })
    return [
      row("messages read | head", measured.longHead, measured.shortHead),
      row("messages read", measured.longRead, measured.shortRead),
      row("the server's lines to a slow reader", measured.longLines, measured.shortLines)
    ]
  } finally {
    await provider.stop()
  }
}

/** Written by the process itself when it ends: its peak memory in kilobytes. */
const hook = `data:text/javascript,${encodeURIComponent(
  'import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(process.env.BENCH_USAGE,String(process.resourceUsage().maxRSS)))'
)}`

const readOf = (count: number, reader: string): number => {
  const folder = mkdtempSync(join(tmpdir(), "messages-benchmarks-"))
  const result = join(folder, "usage")
  const command = `"$0" --import "$1" "$2" read honcho:w/${count} | ${reader} > /dev/null`
  try {
    const { status, stderr } = spawnSync("bash", ["-c", command, process.execPath, hook, Project.cli], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], ...environment, BENCH_USAGE: result }
    })
    if (status !== 0) throw new Error(`read of ${count} messages exits with ${status}: ${stderr}`)
    return Number(readFileSync(result, "utf8")) / 1_024
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A reader that takes a few kilobytes every millisecond. */
const linesOf = async (count: number): Promise<number> => {
  const server = await MeasuredProcess.start(
    {
      args: [Project.server],
      port: serverPort,
      health: "/healthz",
      env: { ...environment, MESSAGES_PORT: String(serverPort) }
    },
    Project.log("flat")
  )
  try {
    const url = `http://127.0.0.1:${serverPort}/v1/conversations/honcho:w%2F${count}/messages`
    const { body, status } = await fetch(url, { headers: { accept: "application/x-ndjson" } })
    if (status !== 200 || body === null) throw new Error(`the server gives ${status}`)
    let lines = 0
    for await (const chunk of body) {
      for (const byte of chunk) if (byte === 10) lines += 1
      await sleep(1)
    }
    if (lines !== count) throw new Error(`the server gives ${lines} lines`)
    return server.peak()
  } finally {
    await server.stop()
  }
}

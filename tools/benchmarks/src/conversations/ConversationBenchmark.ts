/** Exports long conversations with the bundled command line: its memory for a short and a long one, and its CPU time beside a loop by hand. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as MeasuredProcess from "../measurement/MeasuredProcess.js"
import * as ProcessUsage from "../measurement/ProcessUsage.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

const port = 18_790
const url = `http://127.0.0.1:${port}`
const [short, long] = [1_000, 50_000]

/** Every round exports each conversation once. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const folder = mkdtempSync(join(tmpdir(), "messages-benchmarks-"))
  const provider = await MeasuredProcess.start(
    { args: [Project.session, String(port)], port, health: "/healthz" },
    Project.log("session")
  )
  const file = join(folder, "export")
  const ours = (count: number) => [Project.cli, "export", `honcho:w/${count}`, "--to", file]
  const byHand = (count: number) => [Project.rival("UndiciExport.js"), url, String(count), file]
  try {
    const measured = await medians(rounds, {
      shortMemory: () => usage(folder, ours(short), short).memory,
      longMemory: () => usage(folder, ours(long), long).memory,
      cpu: () => usage(folder, ours(long), long).cpu,
      rivalCpu: () => usage(folder, byHand(long), long).cpu,
      durableCpu: () => usage(folder, [...byHand(long), "durable"], long).cpu
    })
    return [
      {
        what: `export, ${long} messages: peak memory`,
        ours: measured.longMemory,
        against: `${short} messages`,
        rival: measured.shortMemory,
        unit: "MB",
        bar: 1.3
      },
      {
        what: `export, ${long} messages: CPU`,
        ours: measured.cpu,
        against: "undici by hand",
        rival: measured.rivalCpu,
        unit: "ms",
        bar: 1.6
      },
      {
        what: `export, ${long} messages: CPU`,
        ours: measured.cpu,
        against: "the same with a sync a page",
        rival: measured.durableCpu,
        unit: "ms"
      }
    ]
  } finally {
    await provider.stop()
    rmSync(folder, { recursive: true })
  }
}

const usage = (folder: string, args: ReadonlyArray<string>, count: number): ProcessUsage.ProcessUsage => {
  for (const name of ["export", "export.state.json"]) rmSync(join(folder, name), { force: true })
  const env = { HONCHO_URL: url, HONCHO_API_KEY: "a-key-of-honcho" }
  const used = ProcessUsage.of(folder, args, join(folder, "output"), env)
  const lines = readFileSync(join(folder, "export"), "utf8").split("\n").length - 1
  if (lines !== count) throw new Error(`${args.join(" ")} wrote ${lines} lines`)
  return used
}

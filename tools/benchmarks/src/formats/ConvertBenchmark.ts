/** Converts long NDJSON files with the bundled command line: its memory for a short and for a long one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as LongConversation from "./LongConversation.js"
import * as ProcessUsage from "../measurement/ProcessUsage.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

const [short, long] = [1_000, 50_000]

/** Formats that are written message by message, each with what every message of its document has. */
const formats = {
  ndjson: /\n/g,
  canonical: /"version": 1/g,
  honcho: /"session_id"/g,
  markdown: /^## /gm,
  html: /<article /g
}

/** Every round converts each file once to each format. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const folder = mkdtempSync(join(tmpdir(), "messages-benchmarks-"))
  const output = join(folder, "output")
  try {
    for (const count of [short, long])
      writeFileSync(
        join(folder, String(count)),
        LongConversation.canonical(count, 1_000)
          .map((message) => `${JSON.stringify(message)}\n`)
          .join("")
      )
    const memory = (to: string, mark: RegExp, count: number) => () => {
      const args = [Project.cli, "convert", join(folder, String(count)), "--to", to]
      const { memory } = ProcessUsage.of(folder, args, output)
      const found = readFileSync(output, "utf8").match(mark)?.length
      if (found !== count) throw new Error(`convert --to ${to} wrote ${found} messages`)
      return memory
    }
    const rows: Array<Row> = []
    for (const [to, mark] of Object.entries(formats)) {
      const { ours, rival } = await medians(rounds, { ours: memory(to, mark, long), rival: memory(to, mark, short) })
      rows.push({
        what: `convert to ${to}, ${long} messages: peak memory`,
        ours,
        against: `${short} messages`,
        rival,
        unit: "MB",
        bar: 1.3
      })
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}

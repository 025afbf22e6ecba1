/** Runs the benchmarks that the arguments name, or all of them, and prints a table for each. */
import { execFileSync } from "node:child_process"
import * as ArchiveBenchmark from "./archive/ArchiveBenchmark.js"
import * as BenchmarkTable from "./measurement/BenchmarkTable.js"
import * as ConversationBenchmark from "./conversations/ConversationBenchmark.js"
import * as ConvertBenchmark from "./formats/ConvertBenchmark.js"
import * as ExportsBenchmark from "./exports/ExportsBenchmark.js"
import * as FlatBenchmark from "./conversations/FlatBenchmark.js"
import * as FormatsBenchmark from "./formats/FormatsBenchmark.js"
import * as GatewayBenchmark from "./server/GatewayBenchmark.js"
import * as HostileBenchmark from "./server/HostileBenchmark.js"
import * as MappingBenchmark from "./mapping/MappingBenchmark.js"
import * as PageBenchmark from "./formats/PageBenchmark.js"
import * as PartsBenchmark from "./server/PartsBenchmark.js"
import * as Project from "./measurement/Project.js"
import * as StartupBenchmark from "./StartupBenchmark.js"

interface Benchmark {
  readonly run: (rounds: number) => Promise<ReadonlyArray<BenchmarkTable.Row>>
  readonly needsRivals: boolean
}

const benchmarks: ReadonlyMap<string, Benchmark> = new Map([
  ["gateway", { run: GatewayBenchmark.run, needsRivals: true }],
  ["mapping", { run: MappingBenchmark.run, needsRivals: false }],
  ["startup", { run: StartupBenchmark.run, needsRivals: false }],
  ["parts", { run: PartsBenchmark.run, needsRivals: true }],
  ["hostile", { run: HostileBenchmark.run, needsRivals: false }],
  ["formats", { run: FormatsBenchmark.run, needsRivals: false }],
  ["page", { run: PageBenchmark.run, needsRivals: false }],
  ["convert", { run: ConvertBenchmark.run, needsRivals: false }],
  ["conversations", { run: ConversationBenchmark.run, needsRivals: true }],
  ["flat", { run: FlatBenchmark.run, needsRivals: false }],
  ["archive", { run: ArchiveBenchmark.run, needsRivals: false }],
  ["exports", { run: ExportsBenchmark.run, needsRivals: false }]
])

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5)
const names = process.argv.length > 2 ? process.argv.slice(2) : [...benchmarks.keys()]
const chosen = names.map((name) => {
  const benchmark = benchmarks.get(name)
  if (benchmark === undefined)
    throw new Error(`There is no benchmark ${name}; there are ${[...benchmarks.keys()].join(", ")}`)
  return { name, ...benchmark }
})

if (chosen.some(({ needsRivals }) => needsRivals))
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: Project.rival("."), stdio: ["ignore", "ignore", "inherit"] })

console.log(
  `Node ${process.version}, ${rounds} rounds; a ratio at or below the bar is good, at or below the goal is better`
)
for (const { name, run } of chosen) console.log(`\n${name}\n\n${BenchmarkTable.markdown(await run(rounds))}`)
process.exit()

/** Runs the benchmarks that the arguments name, or all of them, and prints a table for each. */
import { execFileSync } from "node:child_process"
import * as ArchiveBenchmark from "./ArchiveBenchmark.js"
import * as BenchmarkTable from "./BenchmarkTable.js"
import * as ConversationBenchmark from "./ConversationBenchmark.js"
import * as ConvertBenchmark from "./ConvertBenchmark.js"
import * as ExportsBenchmark from "./ExportsBenchmark.js"
import * as FlatBenchmark from "./FlatBenchmark.js"
import * as FormatsBenchmark from "./FormatsBenchmark.js"
import * as GatewayBenchmark from "./GatewayBenchmark.js"
import * as HostileBenchmark from "./HostileBenchmark.js"
import * as MappingBenchmark from "./MappingBenchmark.js"
import * as PageBenchmark from "./PageBenchmark.js"
import * as PartsBenchmark from "./PartsBenchmark.js"
import * as Project from "./Project.js"
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

/** Fills an archive and searches it, beside plain SQLite by hand and `grep` over the same messages as NDJSON. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as ArchiveCorpus from "./ArchiveCorpus.js"
import type { Row } from "../measurement/BenchmarkTable.js"
import * as ProcessUsage from "../measurement/ProcessUsage.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

const [few, many] = [10_000, Number(process.env["BENCH_MESSAGES"] ?? 100_000)]

/** Every round fills a new database with each program. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const folder = mkdtempSync(join(tmpdir(), "messages-benchmarks-"))
  const [short, long] = [join(folder, "short.ndjson"), join(folder, "long.ndjson")]
  try {
    await ArchiveCorpus.write(short, few)
    const bytes = await ArchiveCorpus.write(long, many)
    const fill = (program: string, source: string, name: string) => {
      const path = join(folder, name)
      for (const end of ["", "-wal", "-shm", "-lock"]) rmSync(`${path}${end}`, { force: true })
      return ProcessUsage.of(folder, [program, source, path], join(folder, "output"))
    }
    let memory = 0
    const { byHand, ours, shortMemory, ...greps } = await medians(rounds, {
      ours: () => {
        const usage = fill(Project.archive, long, "ours.db")
        memory = Math.max(memory, usage.memory)
        return usage.cpu
      },
      byHand: () => fill(Project.rival("SqliteArchive.js"), long, "hand.db").cpu,
      shortMemory: () => fill(Project.archive, short, "short.db").memory,
      ...grepsOf(long)
    })
    const { stdout } = spawnSync(process.execPath, [Project.archiveSearch, join(folder, "ours.db")], {
      encoding: "utf8"
    })
    const { common, commonPhrase, phrase, rare }: { [Query in keyof typeof ArchiveCorpus.queries]: number } =
      JSON.parse(stdout)
    const grep = "grep over the NDJSON"
    const mega = 1_000_000
    return [
      {
        what: `archive of ${many} messages: CPU`,
        ours,
        against: "plain SQLite by hand",
        rival: byHand,
        unit: "ms",
        bar: 1.3
      },
      {
        what: "its file",
        ours: statSync(join(folder, "ours.db")).size / mega,
        against: "the NDJSON",
        rival: bytes / mega,
        unit: "MB",
        bar: 1
      },
      { what: "its peak memory", ours: memory, against: `${few} messages`, rival: shortMemory, unit: "MB", bar: 1.3 },
      { what: "search for a rare word", ours: rare, against: "the bar itself", rival: 2, unit: "ms", bar: 1 },
      { what: "search for a rare word", ours: rare, against: grep, rival: greps.rare, unit: "ms" },
      { what: "search for a phrase", ours: phrase, against: "the bar itself", rival: 50, unit: "ms", bar: 1 },
      { what: "search for a phrase", ours: phrase, against: grep, rival: greps.phrase, unit: "ms" },
      {
        what: "search for a common phrase",
        ours: commonPhrase,
        against: "the bar itself",
        rival: 50,
        unit: "ms",
        bar: 1
      },
      { what: "search for a common phrase", ours: commonPhrase, against: grep, rival: greps.commonPhrase, unit: "ms" },
      { what: "search for a common word", ours: common, against: grep, rival: greps.common, unit: "ms" }
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What counts the lines that have the words of each query. */
const grepsOf = (file: string) => {
  const { common, commonPhrase, phrase, rare } = ArchiveCorpus.queries
  const grep = (query: string) => () => timeOf(() => spawnSync("grep", ["-c", query.replaceAll('"', ""), file]))
  return { rare: grep(rare), phrase: grep(phrase), commonPhrase: grep(commonPhrase), common: grep(common) }
}

const timeOf = (work: () => unknown): number => {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

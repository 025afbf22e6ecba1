/** Runs a program to its end, and gives its CPU time and its peak memory. */
import { spawnSync } from "node:child_process"
import { closeSync, openSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** What a process used. */
export interface ProcessUsage {
  /** In milliseconds. */
  readonly cpu: number
  /** The peak, in megabytes. */
  readonly memory: number
}

/** Written by the process itself when it ends: its CPU time in microseconds, and its peak memory in kilobytes. */
const hook = `data:text/javascript,${encodeURIComponent(
  'import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(process.env.BENCH_USAGE,JSON.stringify(process.resourceUsage())))'
)}`

/** Runs Node with these arguments; what it prints goes to the file `output`. `folder` is for temporary files. */
export const of = (
  folder: string,
  args: ReadonlyArray<string>,
  output: string,
  env: Readonly<Record<string, string>> = {}
): ProcessUsage => {
  const result = join(folder, "usage.json")
  const printed = openSync(output, "w")
  const { status, stderr } = spawnSync(process.execPath, ["--import", hook, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], ...env, BENCH_USAGE: result },
    stdio: ["ignore", printed, "pipe"]
  })
  closeSync(printed)
  if (status !== 0) throw new Error(`${args.join(" ")} exits with ${status}: ${stderr}`)
  const { maxRSS, systemCPUTime, userCPUTime }: NodeJS.ResourceUsage = JSON.parse(readFileSync(result, "utf8"))
  return { cpu: (systemCPUTime + userCPUTime) / 1_000, memory: maxRSS / 1_024 }
}

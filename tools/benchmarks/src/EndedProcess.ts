/** Runs a program to its end, and gives what it used. */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

/** What a program used. */
export interface Usage {
  /** The CPU time of all its threads, in milliseconds. */
  readonly cpu: number
  /** Its peak memory, in megabytes. */
  readonly memory: number
}

/** Runs `node` with these arguments. */
export const usage = (
  args: ReadonlyArray<string>,
  folder: string,
  env: Readonly<Record<string, string>> = {}
): Usage => {
  const result = join(folder, "usage.json")
  const { status, stderr } = spawnSync(process.execPath, ["--import", hook, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], ...env, BENCH_USAGE: result }
  })
  if (status !== 0) throw new Error(`${args.join(" ")} exits with ${status}: ${stderr}`)
  const { maxRSS, systemCPUTime, userCPUTime }: NodeJS.ResourceUsage = JSON.parse(readFileSync(result, "utf8"))
  return { cpu: (systemCPUTime + userCPUTime) / 1_000, memory: maxRSS / 1_024 }
}

/** Written by the process itself when it ends: its CPU time in microseconds, and its peak memory in kilobytes. */
const hook = `data:text/javascript,${encodeURIComponent(
  'import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(process.env.BENCH_USAGE,JSON.stringify(process.resourceUsage())))'
)}`

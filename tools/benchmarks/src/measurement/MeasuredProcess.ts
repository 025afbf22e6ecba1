/** Starts a process and reads its CPU time and memory from `/proc`, so the benchmarks need Linux. */
import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

/** How to start a program that listens on `port` of 127.0.0.1. */
export interface Program {
  /** Arguments of `node`. */
  readonly args: ReadonlyArray<string>
  readonly port: number
  /** A path that returns 200 as soon as the program is ready. */
  readonly health: string
  readonly env?: Readonly<Record<string, string>>
}

/** A started program. */
export interface MeasuredProcess {
  /** The CPU time of all its threads so far, in microseconds. */
  readonly cpu: () => number
  /** Resident memory, in megabytes. */
  readonly memory: () => number
  /** The most resident memory so far, in megabytes. */
  readonly peak: () => number
  /** The wall time from the start to the first response with status 200, in milliseconds. */
  readonly boot: number
  readonly stop: () => Promise<void>
}

/** Starts a program, writes all its output to `log`, and waits until it answers. */
export const start = async ({ args, env, health, port }: Program, log: string): Promise<MeasuredProcess> => {
  const output = openSync(log, "a")
  const begin = performance.now()
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", output, output]
  })
  closeSync(output)
  running.add(child)
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => {
      running.delete(child)
      resolve()
    })
  )
  const url = `http://127.0.0.1:${port}${health}`
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() - begin > patience)
      throw new Error(`${args.join(" ")} does not answer; its output is in ${log}`)
    await sleep(2)
  }
  const pid = child.pid ?? 0
  return {
    cpu: () => cpu(pid),
    memory: () => memory(pid, "VmRSS"),
    peak: () => memory(pid, "VmHWM"),
    boot: performance.now() - begin,
    stop: () => {
      child.kill("SIGKILL")
      return ended
    }
  }
}

const running = new Set<ChildProcess>()
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")))
process.once("SIGINT", () => process.exit(130))

const patience = 30_000

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (response) => {
      await response.arrayBuffer()
      return response.status === 200
    },
    () => false
  )

/** The CPU time of a process so far, in microseconds. The scheduler counts nanoseconds for each thread; /proc/<pid>/stat has only hundredths of a second. */
export const cpu = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    const [nanoseconds = "0"] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")
    return sum + Number(nanoseconds) / 1_000
  }, 0)

/** The memory of a process, in megabytes. */
export const memory = (pid: number, name: "VmRSS" | "VmHWM"): number => {
  const line = readFileSync(`/proc/${pid}/status`, "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${name}:`))
  return Number(/\d+/.exec(line ?? "")?.[0]) / 1024
}

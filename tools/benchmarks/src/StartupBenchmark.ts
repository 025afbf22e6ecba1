/** Compares the bundled command line with `node -e 0`: the CPU time from the start of the process to its end. */
import { spawnSync } from "node:child_process"
import type { Row } from "./measurement/BenchmarkTable.js"
import * as Project from "./measurement/Project.js"
import { medians } from "./measurement/Rounds.js"

/** Runs each command six times for each round: 30 times for five rounds. */
export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const commands = {
    node: cpu("-e", "0"),
    version: cpu(Project.cli, "--version"),
    help: cpu(Project.cli, "--help"),
    get: cpu(Project.cli, "--sandbox", "get", "mielto:msg_refund_question", "--json")
  }
  for (const measure of Object.values(commands)) measure()
  const { get, help, node, version } = await medians(rounds * 6, commands)
  const row = { rival: node, against: "node -e 0", unit: "ms" } as const
  return [
    { ...row, what: "messages --version", ours: version, bar: 2.3, goal: 1.8 },
    { ...row, what: "messages --help", ours: help },
    { ...row, what: "messages --sandbox get <ref> --json", ours: get, bar: 5, goal: 3.5 }
  ]
}

/** The CPU time of one run, user and system, in milliseconds; the shell's `time` gets it from the kernel. */
const cpu =
  (...args: ReadonlyArray<string>) =>
  () => {
    const script = `TIMEFORMAT='%U %S'; time "$@" > /dev/null 2>&1`
    const { status, stderr } = spawnSync("bash", ["--norc", "-c", script, "bash", process.execPath, ...args], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] }
    })
    if (status !== 0) throw new Error(`node ${args.join(" ")} exits with ${status}`)
    return stderr
      .trim()
      .split(" ")
      .reduce((sum, seconds) => sum + Number(seconds) * 1_000, 0)
  }

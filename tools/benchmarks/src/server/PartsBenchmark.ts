/** Shows where the CPU time of a read goes: the server alone, the server with its HTTP client, and the whole read. */
import type { Row } from "../measurement/BenchmarkTable.js"
import * as Gateways from "./Gateways.js"
import * as MeasuredProcess from "../measurement/MeasuredProcess.js"
import { ref } from "../mapping/NativeMessages.js"
import * as Project from "../measurement/Project.js"
import { medians } from "../measurement/Rounds.js"

export const run = async (rounds: number): Promise<ReadonlyArray<Row>> => {
  const standIn = await MeasuredProcess.start(Gateways.standIn, Project.log("provider"))
  const ours = await MeasuredProcess.start(Gateways.programs.ours, Project.log("ours"))
  const node = await MeasuredProcess.start(Gateways.programs.node, Project.log("node"))
  const cpu =
    ({ cpu }: MeasuredProcess.MeasuredProcess, ask: Gateways.Ask) =>
    async () => {
      const before = cpu()
      await Gateways.load(ask, count)
      return (cpu() - before) / count
    }
  const message = `/v1/messages/${encodeURIComponent(ref("veryfront", "8 KB"))}`
  const contenders = {
    bare: cpu(node, Gateways.read("node", "veryfront", "8 KB")),
    health: cpu(ours, Gateways.get("ours", "/healthz")),
    raw: cpu(ours, Gateways.get("ours", `${message}/raw`)),
    get: cpu(ours, Gateways.get("ours", message))
  }
  // The first requests compile the code.
  for (let round = 0; round < 3; round++) for (const measure of Object.values(contenders)) await measure()
  const { bare, get, health, raw } = await medians(rounds, contenders)
  for (const { stop } of [standIn, ours, node]) await stop()
  const row = (what: string, ours: number): Row => ({
    what,
    ours,
    rival: bare,
    against: Gateways.titles.node,
    unit: "µs"
  })
  return [
    row("server alone: /healthz", health),
    row("server and transport: 8 KB as the provider sent it", raw),
    row("whole read: 8 KB as a canonical message", get),
    row("so transport", raw - health),
    row("the difference: mapping and printing", get - raw)
  ]
}

const count = 1_000

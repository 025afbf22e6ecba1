/** One row for one client: the server, the calls, the verdict. */
import type { Call } from "./Client.js"
import type { Options } from "./FaultServer.js"
import * as FaultServer from "./FaultServer.js"
import type { Name } from "./Faults.js"
import { judge } from "./Judge.js"
import type { Limits, Observed } from "./Observe.js"
import type { NotShown, Rule } from "./Oracle.js"
import * as Oracle from "./Oracle.js"

export type Operation = "get" | "post"

/** Makes one call, here or in another process, and gives up at the limit. */
export type Ask = (operation: Operation, call: Call, limits: Limits) => Promise<Observed>

export const key = "k-canary-4711"

export const rule = (operation: Operation, fault: Name): Rule | NotShown =>
  operation === "get" ? Oracle.read[fault] : Oracle.post(fault)

/** Everything that is wrong with what the client made of the fault. */
export const run = async (
  fault: Name,
  operation: Operation,
  options: Options,
  ask: Ask,
  closed: boolean
): Promise<ReadonlyArray<string>> => {
  const wanted = rule(operation, fault)
  if ("notShown" in wanted) return []
  const found = await once(fault, operation, wanted, Oracle.retries, options, ask, closed)
  if (wanted.withoutRetries === undefined) return found
  const off = { ...wanted, requests: wanted.withoutRetries }
  const more = await once(fault, operation, off, 0, options, ask, closed)
  return [...found, ...more.map((words) => `retries off: ${words}`)]
}

const once = async (
  fault: Name,
  operation: Operation,
  rule: Rule,
  retries: number,
  options: Options,
  ask: Ask,
  closed: boolean
): Promise<ReadonlyArray<string>> => {
  const server = await FaultServer.start(fault, options)
  const call: Call = { url: server.url, key, timeoutMs: Oracle.timeoutMs, retries }
  const limits = { limitMs: (rule.withinMs ?? Oracle.withinMs) + 1000, grownBytes: rule.grownBytes }
  const seen: Array<Observed> = []
  for (let calls = rule.calls ?? 1; calls > 0; calls--) seen.push(await ask(operation, call, limits))
  await server.close()
  return judge({ rule, closed, body: options.body }, seen, server)
}

/** Tests one client on one row: starts the server, makes the calls and gives the verdict. */
import type { Call } from "../Client.js"
import type { Options } from "../FaultServer.js"
import * as FaultServer from "../FaultServer.js"
import type { Name } from "../Faults.js"
import { judge } from "./Judge.js"
import type { Limits, Observed } from "./Observe.js"
import type { NotShown, Rule } from "./Expectations.js"
import * as Expectations from "./Expectations.js"

export type Operation = "get" | "post"

/** Makes one call, here or in another process, and gives up at the limit. */
export type Ask = (operation: Operation, call: Call, limits: Limits) => Promise<Observed>

/** `options` has a good response to the operation; `patience` multiplies every time limit, for a busy machine. */
export interface Trial {
  readonly fault: Name
  readonly operation: Operation
  readonly options: Options
  readonly ask: Ask
  readonly closed: boolean
  readonly patience?: number
  /** The rule, if it is not the one of the operation. */
  readonly rule?: Rule | NotShown
}

export const key = "k-canary-4711"

export const rule = (operation: Operation, fault: Name): Rule | NotShown =>
  operation === "get" ? Expectations.read[fault] : Expectations.post(fault)

/** Whether a row measures memory. It does so for the whole process, so the row must run alone. */
export const ofMemory = (operation: Operation, fault: Name): boolean => {
  const wanted = rule(operation, fault)
  return "grownBytes" in wanted && wanted.grownBytes !== undefined
}

/** Lists everything that is wrong with how the client handled the fault. */
export const run = async (trial: Trial): Promise<ReadonlyArray<string>> => {
  const wanted = trial.rule ?? rule(trial.operation, trial.fault)
  if ("notShown" in wanted) return []
  const stretched = Expectations.stretch(wanted, trial.patience ?? 1)
  const found = await hold(trial, stretched, Expectations.retries)
  if (stretched.withoutRetries === undefined) return found
  const more = await hold(trial, { ...stretched, requests: stretched.withoutRetries }, 0)
  return [...found, ...more.map((words) => `retries off: ${words}`)]
}

const hold = async (trial: Trial, rule: Rule, retries: number): Promise<ReadonlyArray<string>> => {
  const { ask, closed, fault, operation, options, patience = 1 } = trial
  const server = await FaultServer.start(fault, options)
  const call: Call = { url: server.url, key, timeoutMs: (rule.timeoutMs ?? Expectations.timeoutMs) * patience, retries }
  const limits = { limitMs: (rule.withinMs ?? Expectations.withinMs) + 1000, grownBytes: rule.grownBytes }
  const seen: Array<Observed> = []
  for (let calls = rule.calls ?? 1; calls > 0; calls--) seen.push(await ask(operation, call, limits))
  await server.close()
  return judge({ rule, closed, body: options.body }, seen, server)
}

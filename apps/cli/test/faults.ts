/** Checks the command line against the expectations for the faults: its output, its exit code, and the requests that reach the provider. */
import { assert, describe, it } from "@effect/vitest"
import { Problem } from "@org/messages-core"
import { type Client, Faults, type FaultServer, Observe, Trial } from "@org/messages-faults"
import { Bodies, messageId, ProgramOutput, Programs } from "@org/messages-scoreboard"
import * as ExitCode from "../src/errors/ExitCode.js"

/** How the command line runs. */
export interface Runner {
  readonly run: (
    args: ReadonlyArray<string>,
    environment: Readonly<Record<string, string>>
  ) => Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
  /** The factor for the expected limits: several run at once, and a program has to start first. */
  readonly patience: number
  /** The factor for the expected limit of one attempt. */
  readonly attemptShare: number
  /** Faults for which this runner cannot observe everything that the expectations require, and why. */
  readonly looser: { readonly [N in Faults.Name]?: string }
}

const asked = {
  get: ["get", `honcho:w1/s1/${messageId}`],
  post: ["post", "factory:s1", "--text", "hello"]
} as const

type Result = Awaited<ReturnType<Runner["run"]>>

const answer = async (runner: Runner, operation: Trial.Operation, call: Client.Call): Promise<Client.Outcome> => {
  const timeoutMs = call.timeoutMs * runner.attemptShare
  const result = await runner.run(
    ["--json", ...asked[operation]],
    Programs.environment(operation, { ...call, timeoutMs })
  )
  for (const text of [result.stdout, result.stderr]) assert.notInclude(text, call.key)
  return result.code === 0 ? succeeded(operation, result) : failed(result)
}

const succeeded = (operation: Trial.Operation, { stderr, stdout }: Result): Client.Outcome => {
  assert.strictEqual(stderr, "")
  const json: unknown = JSON.parse(stdout)
  return { outcome: "ok", value: operation === "get" ? ProgramOutput.message(json) : ProgramOutput.posted(json) }
}

/** Checks that the output is one problem and nothing else, and that the exit code belongs to it. */
const failed = ({ code, stderr, stdout }: Result): Client.Outcome => {
  assert.strictEqual(stdout, "")
  const { advice, ...problem } = JSON.parse(stderr) as Readonly<Record<string, unknown>>
  assert.isArray(advice)
  const error = ProgramOutput.error(problem)
  assert.deepStrictEqual(problem, Problem.of(error))
  assert.strictEqual(code, ExitCode.of(error))
  return { outcome: "error", error }
}

const rows = (
  runner: Runner,
  operation: Trial.Operation,
  names: ReadonlyArray<Faults.Name>,
  options: FaultServer.Options
) => {
  const ask: Trial.Ask = (operation, call, { limitMs }) =>
    Observe.observe(() => answer(runner, operation, call), call.key, { limitMs, grownBytes: undefined })
  const { looser, patience } = runner
  for (const fault of names) {
    const { injects, row } = Faults.get(fault)
    const but = looser[fault] === undefined ? "" : ` (${looser[fault]})`
    it(`${row} ${fault}: ${injects}${but}`, async () => {
      const found = await Trial.run({ fault, operation, options, ask, closed: true, patience })
      assert.deepStrictEqual(found, [])
    })
  }
}

/** The tests: the faults that a read meets, and those that a post meets. */
export const suite = (runner: Runner, gets: ReadonlyArray<Faults.Name>, posts: ReadonlyArray<Faults.Name>): void => {
  describe.concurrent("messages get meets", () => rows(runner, "get", gets, Bodies.ofRead("honcho")))
  describe.concurrent("messages post meets", () => rows(runner, "post", posts, Bodies.ofPost))
}

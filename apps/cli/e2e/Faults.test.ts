/** Checks the bundled program against the oracle of the faults: its output, its exit code, and the requests that reach the provider. */
import { assert, describe, it } from "@effect/vitest"
import { Problem } from "@org/messages-core"
import { Certificates, type Client, Faults, type FaultServer, Observe, Trial } from "@org/messages-faults"
import { Bodies, messageId, ProgramOutput, Programs } from "@org/messages-scoreboard"
import * as ExitCode from "../src/errors/ExitCode.js"
import { type Result, run } from "./support.js"

/** The factors for the oracle's limits and for one attempt: a program has to start first, and several start at once. */
const patience = 12
const attemptShare = 1 / 4

/** Faults for which the oracle requires what cannot be seen from outside the process. */
const looser: { readonly [N in Faults.Name]?: string } = {
  infinite_body: "the memory belongs to another process; the suites of transport and clients watch it",
  gzip_bomb_300MB: "the memory belongs to another process; the suites of transport and clients watch it",
  extra_bytes: "the two calls are two processes, so no connection outlives the first"
}

const asked = {
  get: ["get", `honcho:w1/s1/${messageId}`],
  post: ["post", "factory:s1", "--text", "hello"]
} as const

const ask: Trial.Ask = (operation, call, { limitMs }) =>
  Observe.observe(() => answer(operation, call), call.key, { limitMs, grownBytes: undefined })

const answer = async (operation: Trial.Operation, call: Client.Call): Promise<Client.Outcome> => {
  const timeoutMs = call.timeoutMs * attemptShare
  const env = {
    ...Programs.environment(operation, { ...call, timeoutMs }),
    NODE_EXTRA_CA_CERTS: Certificates.authorityFile
  }
  const result = await run(["--json", ...asked[operation]], { env })
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

const rows = (operation: Trial.Operation, names: ReadonlyArray<Faults.Name>, options: FaultServer.Options) => {
  for (const fault of names) {
    const { injects, row } = Faults.get(fault)
    const but = looser[fault] === undefined ? "" : ` (${looser[fault]})`
    it(`${row} ${fault}: ${injects}${but}`, async () => {
      const found = await Trial.run({ fault, operation, options, ask, closed: true, patience })
      assert.deepStrictEqual(found, [])
    })
  }
}

describe.concurrent("messages get meets", () => rows("get", Faults.names, Bodies.ofRead("honcho")))
describe.concurrent("messages post meets", () => rows("post", Programs.posts, Bodies.ofPost))

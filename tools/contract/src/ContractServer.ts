/** A server on loopback that answers the five operations from the contract files and the samples, and checks the requests. */
import * as Effect from "effect/Effect"
import * as Contract from "./Contract.js"
import * as LoopbackServer from "./LoopbackServer.js"
import * as RequestCheck from "./RequestCheck.js"
import * as Samples from "./Samples.js"

/** `basePath` is put before the contract's paths, such as `/proxy`. With `authentication: false`, no credential is required. */
export interface Options {
  readonly basePath?: string
  readonly authentication?: boolean
}

/** `body` is sent unchanged. A body that the contract does not allow is refused, unless `beyondContract` is set. */
export interface Answer extends LoopbackServer.Answer {
  readonly beyondContract?: boolean
}

/** A request as it arrived, with its operation and what the contract does not allow in it. */
export interface Recorded extends RequestCheck.Sent {
  readonly operation?: Contract.Operation
  readonly findings: ReadonlyArray<Contract.Finding>
}

export interface ContractServer {
  /** The part before the contract's paths: `http://127.0.0.1:<port><basePath>`. */
  readonly url: string
  /** Every request so far, oldest first. */
  readonly requests: ReadonlyArray<Recorded>
  /** Sets the response of the operation from now on; before that, it is a sample. Dies if the contract does not allow the response. */
  readonly answer: (operation: Contract.Operation, answer: Answer) => Effect.Effect<void>
}

/** A sample as a response: with status 200, or the status in the name of an error. */
export const sample = ({ status = 200, text }: Samples.Sample): Answer => ({ body: text, status })

/** A JSON value as a response. */
export const json: (value: Samples.Json, status?: number) => Answer = LoopbackServer.json

/** Serves until the scope closes. A request that the contract does not allow gets 400 with the findings. */
export const make = (options: Options = {}) =>
  Effect.gen(function* () {
    const basePath = options.basePath ?? ""
    const requests: Array<Recorded> = []
    const answers = new Map(
      Contract.operations.map((operation) => [operation, sample(Samples.get(...first[operation]))])
    )
    const respond = (sent: RequestCheck.Sent): Answer => {
      const recorded: Recorded = { ...sent, ...judge(sent, basePath, options.authentication ?? true) }
      requests.push(recorded)
      const answer = recorded.operation && answers.get(recorded.operation)
      return recorded.findings.length > 0 || answer === undefined ? refusal(recorded) : answer
    }
    const server = yield* LoopbackServer.make(respond)
    return {
      url: `${server.url}${basePath}`,
      requests,
      answer: (operation, answer) =>
        Effect.sync(() => {
          if (answer.beyondContract !== true) ensure(operation, answer)
          answers.set(operation, answer)
        })
    } satisfies ContractServer
  })

const first: { readonly [O in Contract.Operation]: readonly [Samples.Provider, string] } = {
  "factory.get-message": ["factory", "msg-user-text-minimal.json"],
  "factory.post-message": ["factory", "res-post-message.json"],
  "mielto.get-message": ["mielto", "msg-full.json"],
  "honcho.get-message": ["honcho", "msg-basic.json"],
  "veryfront.get-message": ["veryfront", "msg-all-11-parts.json"]
}

const ensure = (operation: Contract.Operation, { body, status = 200 }: Answer): void => {
  const [finding] = Contract.of(operation).answer(status, JSON.parse(body))
  if (finding !== undefined)
    throw new Error(`${operation} never answers this: ${finding.path || "the body"} ${finding.problem}`)
}

const judge = (sent: RequestCheck.Sent, basePath: string, authentication: boolean) => {
  const [path = ""] = sent.path.split("?")
  for (const operation of Contract.operations) {
    const contract = Contract.of(operation)
    const segments = RequestCheck.match(`${basePath}${contract.path}`, path)
    if (segments === undefined || contract.method !== sent.method) continue
    return { operation, findings: RequestCheck.check(contract, segments, sent, authentication) }
  }
  return { findings: [{ path: "", problem: `no contract has ${sent.method} ${path}` }] }
}

const refusal = ({ findings }: Recorded): Answer => ({ status: 400, body: JSON.stringify({ findings }) })

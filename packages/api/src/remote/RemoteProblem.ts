/** Reads the problem details of a remote messages-server as errors. No text of such an error contains the token of the server. */
import { Json, MessageError, type Operation, Problem, type CredentialRedaction } from "@org/messages-core"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as RequestProblem from "../RequestProblem.js"

/** The server, as errors describe it. */
export interface Server {
  readonly url: string
  /** Removes the token and control characters from the server's texts, and shortens them, because they reach terminals in errors. */
  readonly redact: CredentialRedaction.Redact
}

/** The longest text of an error, in characters. */
export const longestText = 1_000

/** The error for a response without a 2xx status. `isRepeated` says whether an earlier attempt at the same request may have arrived. */
export const toError = (
  server: Server,
  operation: Operation.Operation,
  status: number,
  body: Uint8Array = new Uint8Array(),
  isRepeated = false
): MessageError.MessageError =>
  Option.match(read(server, body), {
    onNone: () => unreadable(server, operation, status),
    onSome: (problem) =>
      Option.getOrElse(Problem.toError(problem), () => refused(server, operation, problem, isRepeated))
  })

/** The error for a response that no messages-server sends. */
export const unreadable = ({ url }: Server, operation: Operation.Operation, status?: number) =>
  new MessageError.GatewayFailure({
    url,
    origin: "gateway",
    problem: "sent a response that does not come from a messages-server",
    ...(status !== undefined && { status }),
    ...(operation === "post" && { delivery: "unknown" })
  })

/** The value of a JSON text in UTF-8. */
export const parse = (body: Uint8Array): Option.Option<unknown> =>
  Option.liftThrowable((): unknown =>
    JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body))
  )()

/** The longest problem details in bytes. No messages-server sends longer ones, and redacting a text takes longer than reading it. */
const longestProblem = 65_536

const read = ({ redact }: Server, body: Uint8Array): Option.Option<Problem.Problem> =>
  body.length > longestProblem
    ? Option.none()
    : parse(body).pipe(
        Option.filter((value) => Json.isJson(value)),
        Option.filter(Json.isObject),
        Option.map((problem) => redactProblem(problem, redact)),
        Option.filter(isProblem)
      )

const isProblem = Schema.is(Problem.Problem)

/** Words of a fixed list stay as they are: a token may contain one of them. */
const redactProblem = (problem: Json.JsonObject, redact: CredentialRedaction.Redact): Json.JsonObject =>
  Object.fromEntries(
    Object.entries(problem).map(([key, value]) => [key, words.has(key) ? value : redactValue(value, redact)])
  )

/** No error repeats `type`, only what it stands for. */
const words: ReadonlySet<string> = new Set(["type", "origin", "provider", "operation", "reason", "delivery"])

const redactValue = (value: Json.Json, redact: CredentialRedaction.Redact): Json.Json => {
  if (Json.isArray(value)) return value.map((item) => redactValue(item, redact))
  if (Json.isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), redactValue(item, redact)]))
  const text = redact(String(value))
  return typeof value === "string" || text !== String(value) ? text : value
}

/** The error for a request that the server itself refused. */
const refused = ({ url }: Server, operation: Operation.Operation, problem: Problem.Problem, isRepeated: boolean) => {
  const { status } = problem
  const isUnsent = status >= 400 && status < 500 && status !== 408 && status !== 409
  // The server cannot know whether it is the first request with this key; this client can.
  const known = RequestProblem.isPassing(problem) ? (isRepeated ? "unknown" : "not-delivered") : problem.delivery
  const delivery = known ?? (isUnsent ? "not-delivered" : "unknown")
  return new MessageError.GatewayFailure({
    url,
    origin: "gateway",
    problem: `says: ${problem.detail ?? problem.title}`,
    status,
    ...(operation === "post" && { delivery })
  })
}

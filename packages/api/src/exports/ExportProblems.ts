/** The problems of exports that the server itself detects, and an example of every problem of every endpoint of exports. */
import { MessageError, Problem } from "@org/messages-core"
import * as EndpointProblems from "../EndpointProblems.js"
import * as RequestProblem from "../RequestProblem.js"

/** The server runs no exports, because no setting says where they are kept (501). */
export const disabled: Problem.Problem = {
  type: Problem.typeOf("exports-disabled"),
  title: "Exports disabled",
  status: 501,
  detail:
    "This server runs no exports. Set MESSAGES_EXPORTS to a folder, or MESSAGES_EXPORTS_RUNNER and MESSAGES_DATABASE_URL for several servers",
  origin: "gateway",
  setting: "MESSAGES_EXPORTS"
}

/** The store of exports cannot be used (503). `problem` says why. */
export const unavailable = (problem: string): Problem.Problem => ({
  type: Problem.typeOf("exports-unavailable"),
  title: "Exports unavailable",
  status: 503,
  detail: `The store of exports cannot be used: ${problem}`,
  origin: "gateway",
  problem,
  retryAfter: 5
})

/** An export has work to do, but no server has made progress with it for `seconds` (503). */
export const stalled = (seconds: number): Problem.Problem => ({
  type: Problem.typeOf("exports-stalled"),
  title: "Exports stalled",
  status: 503,
  detail: `An export has made no progress for ${seconds} s, although no provider asked it to wait`,
  origin: "gateway"
})

/** No export has the id (404). */
export const notFound = (id: string): Problem.Problem => ({
  type: Problem.typeOf("export-not-found"),
  title: "Export not found",
  status: 404,
  detail: `There is no export ${JSON.stringify(id)}`,
  origin: "caller"
})

/** The problems of every endpoint of exports. */
const ofAll: EndpointProblems.Examples = [
  ...EndpointProblems.ofVersion1,
  disabled,
  unavailable("ECONNREFUSED: see MESSAGES_DATABASE_URL")
]

/** The problems of one export. */
export const ofOne: EndpointProblems.Examples = [...ofAll, notFound("b1e7")]

/** The problems of the list of exports. */
export const ofList: EndpointProblems.Examples = [
  ...ofAll,
  RequestProblem.invalidParameter("limit", "must be a whole number from 1 to 100"),
  Problem.of(new MessageError.InvalidCursor({ problem: "it is not a cursor, or it was altered" }))
]

/** The problems of the content of an export. */
export const ofContent: EndpointProblems.Examples = [
  ...ofOne,
  RequestProblem.invalidParameter("from", "must be a whole number from 0")
]

/** The problems of the readiness of the server. */
export const ofReadiness: EndpointProblems.Examples = [...EndpointProblems.ofAll, stalled(130)]

/** The problems of starting an export. */
export const ofStart: EndpointProblems.Examples = [
  ...ofAll,
  MessageError.InvalidRef.of("factory:", "factory:<sessionId>[?computerId=<computerId>]"),
  new MessageError.NotSupported({ provider: "mielto", operation: "conversations" }),
  RequestProblem.malformedBody("it is not JSON"),
  RequestProblem.malformedKey,
  RequestProblem.keyReused,
  RequestProblem.bodyTooSlow,
  RequestProblem.overloaded,
  RequestProblem.bodyTooLarge(28 * 2 ** 20),
  RequestProblem.jsonTooLarge(2 ** 20),
  RequestProblem.unsupportedMediaType,
  RequestProblem.unexpectedBody("/conversations", "must be an array of at least 1 item(s)")
]
  .map((problem) => ("_tag" in problem ? Problem.of(problem) : problem))
  .map(RequestProblem.ofRead)

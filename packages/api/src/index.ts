/** The HTTP API as a contract, and a client of it. */
export { Api, type Success, version } from "./Api.js"
export * as ConvertRequest from "./ConvertRequest.js"
export * as Endpoint from "./Endpoint.js"
export * as EndpointProblems from "./EndpointProblems.js"
export * as PostRequest from "./PostRequest.js"
export * as RemoteMessages from "./RemoteMessages.js"
export * as RequestProblem from "./RequestProblem.js"

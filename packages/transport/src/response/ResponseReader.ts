/** Turns a successful response into the value that the caller needs. */
import { Id, Json, type JsonScan, type Messages, type CredentialRedaction } from "@org/messages-core"
import * as Either from "effect/Either"
import { type ExchangeFailure, malformed } from "../exchange/ExchangeFailure.js"
import { header, type HttpResponse } from "../exchange/HttpExchange.js"
import type { OperationRequest } from "../OperationRequest.js"
import * as ErrorBody from "./ErrorBody.js"
import * as ResponseBody from "./ResponseBody.js"
import type { Validator } from "./Shape.js"

/** Reads a response to a request for `address`. An error repeats the server's text only after `redact`. */
export type ResponseReader<A> = (
  response: HttpResponse,
  address: OperationRequest["address"],
  redact: CredentialRedaction.Redact,
  limits: JsonScan.JsonLimits
) => Either.Either<A, ExchangeFailure>

/** The bytes of the body, without any check. */
export const raw: ResponseReader<Messages.Raw> = ({ body, headers }) =>
  Either.right(Json.compact({ body, contentType: header(headers, "content-type") }))

/** The JSON value, if `validate` accepts it. If a message has an id, it must be the requested one. */
export const json =
  <A>(validate: Validator<A>): ResponseReader<A> =>
  ({ body, headers }, address, redact, limits) => {
    const value = ResponseBody.json(body, header(headers, "content-type"), redact, limits)
    if (Either.isLeft(value)) return Either.left(withSafePath(value.left, redact))
    const accepted = validate(value.right)
    if (Either.isLeft(accepted)) {
      const { path, problem } = accepted.left
      // A provider may answer 200 with an error in the body.
      return Either.left(withSafePath(malformed(problem, { path, ...ErrorBody.read(value.right, redact) }), redact))
    }
    return address.messageId !== undefined && hasWrongId(value.right, address.messageId)
      ? Either.left(wrongId(value.right, redact))
      : Either.right(accepted.right)
  }

/** Like `json`, for a page of a list. Its elements may nest as deep as a single message. */
export const page = <A>(validate: Validator<A>): ResponseReader<A> => {
  const read = json(validate)
  return (response, address, redact, limits) =>
    read(response, address, redact, { ...limits, depth: limits.depth + envelopeDepth })
}

/** A page wraps its elements in an object and an array. */
const envelopeDepth = 2

/** A path contains keys that the provider chose. */
const withSafePath = (failure: ExchangeFailure, redact: CredentialRedaction.Redact): ExchangeFailure =>
  failure.path === undefined ? failure : { ...failure, path: redact(failure.path) }

/** Ignores an id of another type: it stays in the residue of the message. */
const hasWrongId = (json: Json.Json, asked: string): json is Json.JsonObject => {
  const id = Json.isObject(json) ? Json.own(json, "id") : undefined
  return (typeof id === "string" || typeof id === "number") && !Id.isSame(asked, id)
}

const wrongId = (json: Json.JsonObject, redact: CredentialRedaction.Redact): ExchangeFailure =>
  malformed(`the id is not the requested one: ${redact(JSON.stringify(json["id"]))}`, { path: "/id" })

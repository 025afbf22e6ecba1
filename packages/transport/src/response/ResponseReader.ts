/** Turns a successful response into what the caller asked for. */
import { type Address, Id, Json, type JsonScan, type Messages, type Redaction } from "@org/messages-core"
import * as Either from "effect/Either"
import { type ExchangeFailure, malformed } from "../exchange/ExchangeFailure.js"
import { header, type HttpResponse } from "../exchange/HttpExchange.js"
import * as ErrorBody from "./ErrorBody.js"
import * as ResponseBody from "./ResponseBody.js"
import type { Validator } from "./Shape.js"

/** Reads a response to a request for `address`. An error repeats the server's text only after `redact`. */
export type ResponseReader<A> = (
  response: HttpResponse,
  address: Address.MessageAddress | Address.ConversationAddress,
  redact: Redaction.Redact,
  limits: JsonScan.JsonLimits
) => Either.Either<A, ExchangeFailure>

/** The bytes of the body, whatever they are. */
export const raw: ResponseReader<Messages.Raw> = ({ body, headers }) =>
  Either.right(Json.compact({ body, contentType: header(headers, "content-type") }))

/** The JSON value, if `validate` accepts it. If a message has an id, it must be the requested one. */
export const json =
  <A extends Json.JsonObject>(validate: Validator<A>): ResponseReader<A> =>
  ({ body, headers }, address, redact, limits) => {
    const value = ResponseBody.json(body, header(headers, "content-type"), redact, limits)
    if (Either.isLeft(value)) return Either.left(withSafePath(value.left, redact))
    const accepted = validate(value.right)
    if (Either.isLeft(accepted)) {
      const { path, problem } = accepted.left
      // A provider may answer 200 with an error in the body.
      return Either.left(withSafePath(malformed(problem, { path, ...ErrorBody.read(value.right, redact) }), redact))
    }
    return "messageId" in address && hasAnotherId(accepted.right, address.messageId)
      ? Either.left(anotherId(accepted.right, redact))
      : Either.right(accepted.right)
  }

/** A path contains keys that the provider chose. */
const withSafePath = (failure: ExchangeFailure, redact: Redaction.Redact): ExchangeFailure =>
  failure.path === undefined ? failure : { ...failure, path: redact(failure.path) }

/** Ignores an id of another type: it stays in the residue of the message. */
const hasAnotherId = (json: Json.JsonObject, asked: string): boolean => {
  const id = Json.own(json, "id")
  return (typeof id === "string" || typeof id === "number") && !Id.isSame(asked, id)
}

const anotherId = (json: Json.JsonObject, redact: Redaction.Redact): ExchangeFailure =>
  malformed(`the id is not the requested one: ${redact(JSON.stringify(json["id"]))}`, { path: "/id" })

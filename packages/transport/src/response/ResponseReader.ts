/** Turns a successful response into what the caller asked for. */
import { type Address, Json, type JsonScan, type Messages } from "@org/messages-core"
import * as Either from "effect/Either"
import { type ExchangeFailure, malformed } from "../exchange/ExchangeFailure.js"
import { header, type HttpResponse } from "../exchange/HttpExchange.js"
import * as ErrorBody from "./ErrorBody.js"
import type { Redact } from "./Redaction.js"
import * as ResponseBody from "./ResponseBody.js"
import type { Accept } from "./Shape.js"

/** Reads a response to a request for `address`. Texts that the server chose go through `redact` before they are repeated. */
export type ResponseReader<A> = (
  response: HttpResponse,
  address: Address.MessageAddress | Address.ConversationAddress,
  redact: Redact,
  limits: JsonScan.JsonLimits
) => Either.Either<A, ExchangeFailure>

/** The bytes of the body, whatever they are. */
export const raw: ResponseReader<Messages.Raw> = ({ body, headers }) =>
  Either.right(Json.compact({ body, contentType: header(headers, "content-type") }))

/** The JSON value, accepted. A message must have the id that was asked for, if it has an id. */
export const json =
  <A extends Json.JsonObject>(accept: Accept<A>): ResponseReader<A> =>
  ({ body, headers }, address, redact, limits) => {
    const value = ResponseBody.json(body, header(headers, "content-type"), redact, limits)
    if (Either.isLeft(value)) return Either.left(withSafePath(value.left, redact))
    const accepted = accept(value.right)
    if (Either.isLeft(accepted)) {
      const { path, problem } = accepted.left
      // A provider may answer 200 with an error in the body.
      return Either.left(withSafePath(malformed(problem, { path, ...ErrorBody.read(value.right, redact) }), redact))
    }
    return "messageId" in address && hasAnotherId(accepted.right, address.messageId)
      ? Either.left(anotherId(accepted.right, redact))
      : Either.right(accepted.right)
  }

/** The provider chooses the keys in a path too. */
const withSafePath = (failure: ExchangeFailure, redact: Redact): ExchangeFailure =>
  failure.path === undefined ? failure : { ...failure, path: redact(failure.path) }

const hasAnotherId = (json: Json.JsonObject, id: string): boolean => Object.hasOwn(json, "id") && json["id"] !== id

const anotherId = (json: Json.JsonObject, redact: Redact): ExchangeFailure =>
  malformed(`another id than the one that was asked for: ${redact(JSON.stringify(json["id"]))}`, { path: "/id" })

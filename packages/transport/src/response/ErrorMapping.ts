/** The only mapping from the failure of a call to an error of core. */
import { Json, MessageError, type Operation, type Provider } from "@org/messages-core"
import { type CallFailure, isNotDelivered } from "../exchange/ExchangeFailure.js"
import type { OperationRequest } from "../OperationRequest.js"
import * as OperationTraits from "../OperationTraits.js"
import * as ExpiredCursor from "./ExpiredCursor.js"

/** The error of an operation. It names the ref of the request's address. */
export const toError = (
  operation: Operation.Operation,
  provider: Provider.Provider,
  request: Pick<OperationRequest, "address" | "hasCursor">,
  failure: CallFailure
): MessageError.MessageError => {
  const { isPost, subject } = OperationTraits.of(operation)
  const { ref } = request.address
  const details = Json.compact({
    ...responseDetails(failure),
    delivery: isPost ? (isNotDelivered(failure) ? ("not-delivered" as const) : ("unknown" as const)) : undefined
  })
  const expired = request.hasCursor === true ? ExpiredCursor.problem(provider, failure) : undefined
  if (expired !== undefined) return new MessageError.InvalidCursor({ problem: expired })
  if (failure.reason === "NotFound" && subject === "message")
    return new MessageError.MessageNotFound({ provider, ref, ...details })
  if (failure.reason === "NotFound" && subject === "conversation")
    return new MessageError.ConversationNotFound({ provider, ref, ...details })
  const { cause, limit, origin, path, problem, retryAfterMs, setting } = failure
  const reason = failure.reason === "NotFound" ? "Rejected" : failure.reason
  return new MessageError.ProviderFailure({
    provider,
    operation,
    reason,
    origin,
    ...details,
    ...Json.compact({
      cause,
      path,
      problem,
      limit,
      setting,
      retryAfterMs
    })
  })
}

const responseDetails = ({ attempts, detail, requestId, status, title, upstream }: CallFailure) => ({
  attempts,
  status,
  title,
  detail,
  requestId,
  upstream
})

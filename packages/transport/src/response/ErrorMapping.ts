/** The only mapping from the failure of a call to an error of core. */
import { Json, MessageError, type Operation, type Provider } from "@org/messages-core"
import type { CallFailure } from "../exchange/ExchangeFailure.js"
import * as OperationTraits from "../OperationTraits.js"

/** The error of an operation; `ref` names its message or conversation. */
export const toError = (
  operation: Operation.Operation,
  provider: Provider.Provider,
  ref: string,
  failure: CallFailure
): MessageError.MessageError => {
  const { isRetried, subject } = OperationTraits.of(operation)
  const details = Json.compact({
    ...responseDetails(failure),
    delivery: isRetried ? undefined : delivery(failure)
  })
  if (failure.reason === "NotFound")
    return subject === "message"
      ? new MessageError.MessageNotFound({ provider, ref, ...details })
      : new MessageError.ConversationNotFound({ provider, ref, ...details })
  const { cause, limit, origin, path, problem, reason, retryAfterMs, setting } = failure
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

/** Not delivered if nothing was sent or the provider refused it; otherwise there is no way to know. */
const delivery = ({ status, unsent }: CallFailure): MessageError.Delivery =>
  unsent === true || (status !== undefined && status >= 400 && status < 500 && status !== 408)
    ? "not-delivered"
    : "unknown"

/** Tells a failure as the error of the call that it belongs to. */
import { Json, MessageError, type Provider } from "@org/messages-core"
import type { Failed } from "./Failure.js"

/** The failure of a read. */
export const get = (provider: Provider.Provider, ref: string, failed: Failed): MessageError.MessageError =>
  failed.reason === "NotFound"
    ? new MessageError.MessageNotFound({ provider, ref, ...heard(failed) })
    : new MessageError.ProviderFailure({ provider, operation: "get", reason: failed.reason, ...told(failed) })

/** The failure of a post, and whether it was delivered. */
export const post = (provider: Provider.Provider, ref: string, failed: Failed): MessageError.MessageError =>
  failed.reason === "NotFound"
    ? new MessageError.ConversationNotFound({ provider, ref, ...heard(failed) })
    : new MessageError.ProviderFailure({
        provider,
        operation: "post",
        reason: failed.reason,
        ...told(failed),
        delivery: delivery(failed)
      })

const heard = ({ attempts, detail, requestId, status, title }: Failed) =>
  Json.compact({ attempts, status, title, detail, requestId })

const told = (failed: Failed) => {
  const { cause, origin, path, problem, retryAfterMs } = failed
  return { ...heard(failed), origin, ...Json.compact({ cause, path, problem, retryAfterMs }) }
}

/** Not delivered when nothing was sent or the provider said no; for everything else nobody can know. */
const delivery = ({ status, unsent }: Failed): MessageError.Delivery =>
  unsent === true || (status !== undefined && status >= 400 && status < 500 && status !== 408)
    ? "not-delivered"
    : "unknown"

/** Why an exchange or a whole call failed, before it becomes one of core's errors. */
import type { MessageError, UpstreamError } from "@org/messages-core"

/** The failure of one request. */
export interface ExchangeFailure {
  /** `NotFound` becomes `MessageNotFound` or `ConversationNotFound`, depending on the operation. */
  readonly reason: MessageError.Reason | "NotFound"
  readonly origin: "provider" | "network" | "gateway"
  /** Another attempt may succeed. */
  readonly transient?: boolean
  /** The request was never started, because too many calls were waiting. */
  readonly notStarted?: boolean
  /** The provider had closed the keep-alive connection that carried the request. */
  readonly stale?: boolean
  /** No byte of the request reached the provider. */
  readonly unsent?: boolean
  /** An earlier attempt of the same call may have reached its conversation. */
  readonly mayHaveArrived?: boolean
  /** The HTTP status of the response. */
  readonly status?: number
  /** The provider's title of the error. */
  readonly title?: string
  /** The provider's explanation of the error. */
  readonly detail?: string
  /** The provider's id of the request. */
  readonly requestId?: string
  /** The other fields of the provider's error. */
  readonly upstream?: UpstreamError.UpstreamError
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** What is wrong, in this project's own words. */
  readonly problem?: string
  /** Where in the body, as a JSON Pointer. */
  readonly path?: string
  /** The limit of this program that the response exceeds. */
  readonly limit?: number
  /** The setting that this limit can be changed with. */
  readonly setting?: string
  /** The error code of Node or undici, such as `ECONNREFUSED`. */
  readonly cause?: string
}

/** The failure of a call, and how many requests were sent for it. */
export interface CallFailure extends ExchangeFailure {
  readonly attempts: number
}

/** Whether it is certain that a request had no effect: nothing was sent, or the provider refused it. */
export const isNotDelivered = ({ mayHaveArrived, status, unsent }: ExchangeFailure): boolean =>
  mayHaveArrived !== true &&
  (unsent === true || (status !== undefined && status >= 400 && status < 500 && status !== 408))

/** A response that cannot be read. */
export const malformed = (problem: string, more: Partial<ExchangeFailure> = {}): ExchangeFailure => ({
  reason: "Malformed",
  origin: "provider",
  problem,
  ...more
})

/** A response that was not complete in time. */
export const timeout = (problem: string): ExchangeFailure => ({
  reason: "Timeout",
  origin: "network",
  transient: true,
  problem
})

/** A response over a limit of this program. */
export const overLimit = (limit: number, setting: string, problem: string): ExchangeFailure => ({
  reason: "TooLarge",
  origin: "gateway",
  problem,
  limit,
  setting
})

/** A body over the limit of bytes. */
export const tooLarge = (maximumBytes: number): ExchangeFailure =>
  overLimit(maximumBytes, "MESSAGES_RESPONSE_LIMIT", `the body has more than ${maximumBytes} bytes`)

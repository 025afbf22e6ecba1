/** What went wrong in an exchange, before it is told as an error of the call that it belongs to. */
import type { MessageError } from "@org/messages-core"

/**
 * `unasked`: not even begun, for want of room. `transient`: another attempt may do better. `stale`: a connection that was kept open turned out to be closed. `unsent`: nothing reached the provider. `retryAfterMs`: what the provider asked for.
 * `NotFound` becomes the error of a message or of a conversation, whichever was asked for.
 */
export interface Failure {
  readonly reason: MessageError.Reason | "NotFound"
  readonly origin: "provider" | "network"
  readonly transient?: boolean
  readonly unasked?: boolean
  readonly stale?: boolean
  readonly unsent?: boolean
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  readonly requestId?: string
  readonly retryAfterMs?: number
  readonly problem?: string
  readonly path?: string
  readonly cause?: string
}

/** A failure, and how many requests it took. */
export interface Failed extends Failure {
  readonly attempts: number
}

/** An answer that cannot be read. */
export const malformed = (problem: string, more: Partial<Failure> = {}): Failure => ({
  reason: "Malformed",
  origin: "provider",
  problem,
  ...more
})

/** An answer that did not come in time. */
export const timeout = (problem: string): Failure => ({
  reason: "Timeout",
  origin: "network",
  transient: true,
  problem
})

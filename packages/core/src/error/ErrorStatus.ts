/** The one table of errors: who must act, and the HTTP status of a response. */
import type { FormatError } from "./FormatError.js"
import type { ArchiveReason, MessageError, Origin, ProviderFailure, Reason } from "./MessageError.js"

/** Who must act, and the HTTP status. */
export interface ErrorStatus {
  /** Who must act: the caller, the gateway, the provider or the network. */
  readonly origin: Origin
  /** The HTTP status of a response with this error. */
  readonly status: number
}

/** The row of an error. */
export const of = (error: MessageError | FormatError): ErrorStatus => {
  switch (error._tag) {
    case "InvalidDraft":
    case "InvalidDocument":
      return error.limitBytes === undefined ? table[error._tag] : { ...table[error._tag], status: 413 }
    case "ProviderFailure":
      return ofFailure(error)
    case "GatewayFailure":
      return row(error.origin, 502)
    case "ArchiveFailure":
      return archives[error.reason]
    default:
      return table[error._tag]
  }
}

const row = (origin: Origin, status: number): ErrorStatus => ({ origin, status })

const table = {
  InvalidRef: row("caller", 400),
  InvalidCursor: row("caller", 400),
  InvalidDraft: row("caller", 422),
  InvalidDocument: row("caller", 422),
  NotExpressible: row("caller", 422),
  MessageNotFound: row("provider", 404),
  ConversationNotFound: row("provider", 404),
  ConversationChanged: row("provider", 409),
  NotConfigured: row("gateway", 503),
  NotSupported: row("gateway", 501)
} as const

const failures: { readonly [R in Reason]: number } = {
  Unauthorized: 502,
  Forbidden: 502,
  PaymentRequired: 502,
  Rejected: 422,
  RateLimited: 429,
  Unavailable: 503,
  Timeout: 504,
  Malformed: 502,
  TooLarge: 502
}

const archives: { readonly [R in ArchiveReason]: ErrorStatus } = {
  Missing: row("caller", 404),
  Busy: row("gateway", 503),
  Full: row("gateway", 507),
  ReadOnly: row("gateway", 403),
  Newer: row("caller", 409),
  NotAnArchive: row("caller", 409),
  Damaged: row("gateway", 500),
  Unavailable: row("gateway", 503)
}

const ofFailure = ({ origin, reason }: ProviderFailure): ErrorStatus => ({
  origin,
  status: reason === "Unavailable" && origin === "network" ? 502 : failures[reason]
})

/** The one table from an error to who must act, the exit code of a command, and the HTTP status of an answer. */
import type { MessageError, Origin, ProviderFailure, Reason } from "./MessageError.js"

/** Who must act, the exit code (0 to 255), and the HTTP status. */
export interface Outcome {
  readonly origin: Origin
  readonly exit: number
  readonly status: number
}

/** The exit code of everything whose delivery is unknown. */
export const unknownDelivery = 9

/** The row of an error. */
export const of = (error: MessageError): Outcome => {
  switch (error._tag) {
    case "InvalidDraft":
      return error.limitBytes === undefined ? table.InvalidDraft : { ...table.InvalidDraft, status: 413 }
    case "ProviderFailure":
      return ofFailure(error)
    default:
      return table[error._tag]
  }
}

const row = (origin: Origin, exit: number, status: number): Outcome => ({ origin, exit, status })

const table = {
  InvalidRef: row("caller", 2, 400),
  InvalidDraft: row("caller", 2, 422),
  MessageNotFound: row("provider", 4, 404),
  ConversationNotFound: row("provider", 4, 404),
  NotConfigured: row("gateway", 3, 503),
  NotSupported: row("gateway", 5, 501)
} as const

const failures: { readonly [R in Reason]: Pick<Outcome, "exit" | "status"> } = {
  Unauthorized: { exit: 3, status: 502 },
  Forbidden: { exit: 3, status: 502 },
  PaymentRequired: { exit: 3, status: 502 },
  Rejected: { exit: 5, status: 422 },
  RateLimited: { exit: 6, status: 429 },
  Unavailable: { exit: 7, status: 503 },
  Timeout: { exit: 7, status: 504 },
  Malformed: { exit: 8, status: 502 },
  TooLarge: { exit: 8, status: 502 }
}

const ofFailure = ({ delivery, origin, reason }: ProviderFailure): Outcome => ({
  origin,
  exit: delivery === "unknown" ? unknownDelivery : failures[reason].exit,
  status: reason === "Unavailable" && origin === "network" ? 502 : failures[reason].status
})

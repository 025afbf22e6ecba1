/** The exit code of every outcome. */
import type { FormatError, MessageError } from "@org/messages-core"
import type { Signal } from "../Interruption.js"

/** The meaning of each exit code. Scripts may rely on them. */
export const meanings: ReadonlyArray<readonly [code: number, meaning: string]> = [
  [0, "success; also when the reader of a pipe has closed it"],
  [1, "any other error"],
  [2, "a wrong command, option, ref, cursor, text or file"],
  [3, "no access: a key, a permission or the configuration"],
  [4, "no such message, conversation or export"],
  [5, "rejected by the provider, or not supported"],
  [6, "too many requests"],
  [7, "no response: the network, the provider, a timeout, or an archive that is in use"],
  [8, "a response that departs from the provider's contract, or an archive that is damaged"],
  [9, "unknown whether a message was posted"],
  [10, "check found something, or a loss that --fail-on names"],
  [130, "interrupted by Ctrl-C; SIGTERM gives 143, SIGHUP 129"]
]

/** The exit code of a command that a signal ended, as in shells: 128 plus the number of the signal. */
export const ofSignal: { readonly [S in Signal]: number } = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** The exit code of an error of the port or of a conversion. */
export const of = (error: MessageError.MessageError | FormatError.FormatError): number => {
  if ("delivery" in error && error.delivery === "unknown") return 9
  switch (error._tag) {
    case "ProviderFailure":
      return reasons[error.reason]
    case "GatewayFailure":
      return ofGateway(error)
    case "ArchiveFailure":
      return archives[error.reason]
    default:
      return codes[error._tag]
  }
}

/** A server that does not respond counts like such a provider; the status of a refusal decides the reason. */
const ofGateway = ({ status }: MessageError.GatewayFailure): number => {
  if (status === 401 || status === 403) return 3
  if (status === 429) return 6
  return status !== undefined && status >= 400 && status < 500 ? 5 : 7
}

const codes = {
  InvalidRef: 2,
  InvalidCursor: 2,
  InvalidDraft: 2,
  InvalidDocument: 2,
  NotExpressible: 2,
  MessageNotFound: 4,
  ConversationNotFound: 4,
  ConversationChanged: 4,
  NotConfigured: 3,
  NotSupported: 5
} as const

const archives: { readonly [R in MessageError.ArchiveReason]: number } = {
  Missing: 2,
  Busy: 7,
  Full: 1,
  ReadOnly: 3,
  Newer: 2,
  NotAnArchive: 2,
  Damaged: 8,
  Unavailable: 7
}

const reasons: { readonly [R in MessageError.Reason]: number } = {
  Unauthorized: 3,
  Forbidden: 3,
  PaymentRequired: 3,
  Rejected: 5,
  RateLimited: 6,
  Unavailable: 7,
  Timeout: 7,
  Malformed: 8,
  TooLarge: 8
}

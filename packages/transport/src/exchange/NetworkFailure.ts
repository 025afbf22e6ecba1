/** What an error of the connection means: whether anything was sent, and how to explain it. */
import { ErrorCode } from "@org/messages-core"
import * as Predicate from "effect/Predicate"
import type { ExchangeFailure } from "./ExchangeFailure.js"

/** Takes only the short code from an error of Node or undici. The rest may contain headers, and so the key. */
export const of = (error: unknown, phase: "request" | "body"): ExchangeFailure => {
  const { cause, connecting } = codeOf(error)
  const names = cause === undefined ? [] : connecting ? [`connect ${cause}`, cause] : [cause]
  const known = table.find(([pattern]) => names.some((name) => pattern.test(name)))
  const [, problem, unsent] = known ?? [undefined, "the connection broke", false]
  return {
    reason: "Unavailable",
    origin: "network",
    transient: problem !== untrusted && problem !== refused,
    unsent: unsent && phase === "request",
    problem: phase === "body" ? `${problem} while the response was read` : problem,
    ...(cause === "UND_ERR_SOCKET" && phase === "request" && { stale: true }),
    ...(cause !== undefined && { cause })
  }
}

const untrusted = "the TLS certificate is not trusted"
const refused = "the host resolves to a link-local address or a metadata service"
const handshake = "the TLS handshake failed"

/** The first row that fits counts. Codes after `connect` also come from open connections, when the request may have arrived. */
const table: ReadonlyArray<readonly [code: RegExp, problem: string, unsent: boolean]> = [
  [/^ECONNREFUSED$/, "the connection was refused", true],
  [/^ERR_METADATA_ADDRESS$/, refused, true],
  [/^(ENOTFOUND|EAI_)/, "the host name cannot be resolved", true],
  [/^connect (EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN)$/, "the host cannot be reached", true],
  [/^(UND_ERR_CONNECT_TIMEOUT|connect ETIMEDOUT)$/, "the connection could not be made in time", true],
  [/^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH)/, untrusted, true],
  [
    /^ERR_SSL_.*(WRONG_VERSION|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|UNRECOGNIZED_NAME)/,
    handshake,
    true
  ],
  // All others may come after the handshake; then the request may have arrived (RFC 8446, 4.4.2.4 and 6).
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, "the TLS connection broke", false],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN))$/, "the connection was cut", false],
  [
    /^HTTPParserError$|^HPE_|^UND_ERR_(REQ|RES)_CONTENT_LENGTH_MISMATCH$/,
    "the response is not well-formed HTTP",
    false
  ],
  [/^UND_ERR_HEADERS_OVERFLOW$/, "the headers of the response are too large", false]
]

interface Code {
  readonly cause?: string
  readonly connecting?: boolean
}

// When a host has several addresses, Node reports all failed attempts to connect as one error with `errors`.
const codeOf = (error: unknown): Code => {
  for (const one of ErrorCode.chain(error)) {
    const cause = ErrorCode.of(one)
    if (cause !== undefined && /^[A-Z][A-Z0-9_]{2,}$/.test(cause))
      return {
        cause,
        connecting:
          Predicate.hasProperty(one, "errors") || (Predicate.hasProperty(one, "syscall") && one.syscall === "connect")
      }
    // Some of undici's parser errors have a name and no code.
    if (Predicate.hasProperty(one, "name") && one.name === "HTTPParserError") return { cause: one.name }
  }
  return {}
}

/** Who has access: with tokens, callers who send one; without, the server's own machine, except pages of other sites in its browser, unless their origin is allowed. */
import type { Problem } from "@org/messages-core"
import * as Endpoint from "@org/messages-api/Endpoint"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import * as Redacted from "effect/Redacted"
import { createHash, timingSafeEqual } from "node:crypto"
import type { CrossOrigin } from "../response/CrossOrigin.js"
import * as ReferencePages from "../routes/ReferencePages.js"
import type { Request } from "./Request.js"

type Tokens = ReadonlyArray<Redacted.Redacted>

/** Why a request is refused, or `undefined`. */
export const check = (tokens: Tokens, { allows, isPreflight }: CrossOrigin) => {
  const digests = tokens.map((token) => digest(Redacted.value(token)))
  return (request: Pick<Request, "headers" | "method" | "path">): Problem.Problem | undefined => {
    const { headers, path } = request
    const { authorization, host, origin, "sec-fetch-site": site } = headers
    if (host === undefined) return RequestProblem.malformedRequest("The header Host is missing")
    if (digests.length > 0)
      return open.has(path) || isKnown(digests, authorization) || isPreflight(request)
        ? undefined
        : RequestProblem.unauthenticated
    if (!loopback.test(host)) return RequestProblem.misdirected
    if (allows(origin)) return undefined
    // A link on another site may lead to the reference, but not to data.
    if (
      (origin !== undefined && originHost(origin) !== host.toLowerCase()) ||
      (site === "cross-site" && !open.has(path))
    )
      return RequestProblem.crossSite
    return undefined
  }
}

/** The one caller of a server without tokens. */
export const local = "local"

/** The caller who owns the idempotency keys of an accepted request: the digest of its token, or `local`. */
export const caller =
  (tokens: Tokens) =>
  ({ headers }: Pick<Request, "headers">): string =>
    tokens.length === 0 ? local : digest(bearer(headers.authorization)).toString("hex")

/** The paths that need no token. Only these exact spellings are open. */
const open: ReadonlySet<string> = new Set([
  ReferencePages.docs.path,
  ...Object.values(Endpoint.endpoints)
    .filter(({ isOpen }) => isOpen)
    .map(({ path }) => path)
])

/** Other names are refused, because DNS can resolve any of them to this machine (DNS rebinding). */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

const originHost = (origin: string): string => origin.toLowerCase().replace(/^https?:\/\//, "")

/** Compares digests, so that the time reveals neither length nor content; compares all of them, so that it does not reveal which one matched. */
const isKnown = (digests: ReadonlyArray<Buffer>, authorization: string | undefined): boolean => {
  const sent = bearer(authorization)
  const sentDigest = digest(sent)
  const found = digests.filter((known) => timingSafeEqual(known, sentDigest))
  return sent !== "" && found.length > 0
}

const bearer = (authorization = ""): string => /^bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? ""

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

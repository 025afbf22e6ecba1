/** Who is answered: with tokens, whoever has one; without, the own machine, and no site that makes its browser ask. */
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { Problem } from "@org/messages-core"
import * as Redacted from "effect/Redacted"
import { createHash, timingSafeEqual } from "node:crypto"
import * as Refusal from "./Refusal.js"
import { split } from "./Target.js"

/** Why a request is refused, or nothing. */
export const problem =
  (tokens: ReadonlyArray<Redacted.Redacted>) =>
  ({ headers, url }: Pick<HttpServerRequest.HttpServerRequest, "headers" | "url">): Problem.Problem | undefined => {
    const { authorization, host, origin, "sec-fetch-site": site } = headers
    const closed = !open.has(split(url).path)
    if (host === undefined) return Refusal.malformedRequest("The header Host is missing")
    if (tokens.length > 0) return closed && !isKnown(tokens, authorization) ? Refusal.unauthenticated : undefined
    if (!own.test(host)) return Refusal.misdirected
    // A link from another site may lead to the reference, and to nothing that has data.
    if ((origin !== undefined && originHost(origin) !== host.toLowerCase()) || (closed && site === "cross-site"))
      return Refusal.crossSite
    return undefined
  }

/** Whose an answered request is: a token's, by its digest, or the own machine's. */
export const caller =
  (tokens: ReadonlyArray<Redacted.Redacted>) =>
  ({ headers }: Pick<HttpServerRequest.HttpServerRequest, "headers">): string =>
    tokens.length === 0 ? "local" : digest(bearer(headers.authorization)).toString("hex")

/** By name, so that no other spelling of a path opens it. */
const open = new Set(["/", "/healthz", "/readyz", "/openapi.json", "/docs"])

/** DNS can make any other name lead here (DNS rebinding). */
const own = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

const originHost = (origin: string): string => origin.toLowerCase().replace(/^https?:\/\//, "")

/** Compares digests, so that the time tells neither length nor content, and all of them, so that it does not tell which. */
const isKnown = (tokens: ReadonlyArray<Redacted.Redacted>, authorization: string | undefined): boolean => {
  const sent = bearer(authorization)
  const found = tokens.filter((token) => timingSafeEqual(digest(Redacted.value(token)), digest(sent)))
  return sent !== "" && found.length > 0
}

const bearer = (authorization = ""): string => /^bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? ""

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

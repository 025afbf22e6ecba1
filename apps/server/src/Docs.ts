/** The browsable reference: the Swagger UI inside `@effect/platform`, which needs no internet, and the policy that it runs under. */
import * as HttpApiSwagger from "@effect/platform/HttpApiSwagger"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import * as ETag from "./ETag.js"
import { split } from "./Target.js"

export const path = "/docs"

export const layer = HttpApiSwagger.layer({ path })

/** The page with its policy and its ETag; any other answer stays as it is. */
export const finish = (url: string) => (response: HttpServerResponse.HttpServerResponse) =>
  split(url).path === path && response.body._tag === "Uint8Array"
    ? ETag.conditional(HttpServerResponse.setHeader(response, "content-security-policy", policy(response.body.body)))
    : Effect.succeed(response)

/** Allows the page's own scripts by their digests, calls to this server, and nothing else. */
export const policy = (page: Uint8Array): string => {
  const scripts = [...new TextDecoder().decode(page).matchAll(/<script>(.*?)<\/script>/gs)]
  const digests = scripts.map(([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`)
  return [
    "default-src 'none'",
    `script-src ${digests.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join("; ")
}

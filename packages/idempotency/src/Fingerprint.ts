/** Fingerprint of a request: two requests with the same key must have the same fingerprint. */
import { Json, type Provider } from "@org/messages-core"
import { createHash } from "node:crypto"

/** Identifies the content of a request. */
export interface Fingerprint {
  /** The provider that the post goes to. */
  readonly provider: Provider.Provider
  /** SHA-256 of path and body in hexadecimal; the order of keys in the body does not matter. */
  readonly digest: string
}

/** The fingerprint of a post to a provider. */
export const of = (provider: Provider.Provider, path: string, body: object): Fingerprint => ({
  provider,
  digest: createHash("sha256")
    .update(JSON.stringify([path, body], sorted))
    .digest("hex")
})

const sorted = (_: string, value: Json.Json): Json.Json =>
  Json.isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

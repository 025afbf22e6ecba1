/** Entity tags of the content (RFC 9110, sections 8.8 and 13.1), so that a caller with the current version does not get it again. */
import { hash } from "node:crypto"

/** The strong entity tag of a body. */
export const of = (body: Uint8Array | string): string => `"${hash("sha256", body, "base64url")}"`

/** The weak form of an entity tag, for the same content in other bytes. */
export const weak = (etag: string): string => (etag.startsWith("W/") ? etag : `W/${etag}`)

/** Compares a list of entity tags by weak comparison; `*` matches any. */
export const matches = (sent: string | undefined, etag: string): boolean =>
  sent !== undefined && (sent.trim() === "*" || [...sent.matchAll(opaque)].some(([tag]) => tag === etag))

/** An entity tag without the `W/` that weak comparison ignores. */
const opaque = /"[\x21\x23-\x7e\x80-\xff]*"/g

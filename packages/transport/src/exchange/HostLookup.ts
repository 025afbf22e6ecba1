/** Resolves host names for connections, and leaves out addresses that no request may go to. */
import { lookup as nodeLookup, type LookupAddress } from "node:dns"
import type { LookupFunction } from "node:net"
import * as MetadataAddress from "../settings/MetadataAddress.js"

/** The code of the error when a name has no other addresses. */
export const refusedCode = "ERR_METADATA_ADDRESS"

/** A lookup for `net.connect` over another one, by default Node's own. It runs once for each connection, not for each request. */
export const make =
  (lookup: LookupFunction = nodeLookup): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      if (error !== null) return callback(error, found, family)
      const all = typeof found === "string" ? [found] : found
      const allowed = all.filter((one) => !MetadataAddress.is(addressOf(one)))
      if (all.length > 0 && allowed.length === 0) return callback(refused(), [])
      callback(null, typeof found === "string" ? found : found.filter((one) => allowed.includes(one)), family)
    })

const addressOf = (found: string | LookupAddress): string => (typeof found === "string" ? found : found.address)

const refused = (): NodeJS.ErrnoException =>
  Object.assign(new Error("the host has only addresses that are refused"), { code: refusedCode })

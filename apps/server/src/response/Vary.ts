/** The header Vary: which headers of a request a response depends on (RFC 9110, section 12.5.5). */
import type { Headers } from "./Response.js"

/** Adds the name of a request header. */
export const add = (headers: Headers, name: string): Headers => {
  const { vary } = headers
  if (vary === undefined) return { ...headers, vary: name }
  return vary.split(", ").includes(name) ? headers : { ...headers, vary: `${vary}, ${name}` }
}

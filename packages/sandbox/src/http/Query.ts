/** Reads the query of a request. */
import type { SandboxRequest } from "./SandboxRequest.js"

/** The parameters after `?`. */
export const of = ({ url }: SandboxRequest): URLSearchParams => new URLSearchParams(url.split("?", 2)[1]?.split("#")[0])

/** A whole number from `minimum` to `maximum`; `undefined` for any other text. */
export const integer = (text: string, minimum: number, maximum: number): number | undefined => {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  return number >= minimum && number <= maximum ? number : undefined
}

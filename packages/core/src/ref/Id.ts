/** Checks ids before they are put into a URL or a header: ids come from people and servers, so they are never trusted. */
import type { Json } from "../json/Json.js"

/** The longest id that is sent, in bytes of UTF-8. */
export const maximumBytes = 512

/**
 * Why an id is refused, or `undefined`. Percent-encoding does not make `.` and `..` safe: URL parsers resolve `%2e%2e` (WHATWG URL, path state),
 * and some servers decode `%2F` before they resolve a path. Any other id is safe as one percent-encoded segment.
 */
export const problem = (id: string): string | undefined => {
  if (id.trim() === "") return "must not be empty or blank"
  if (dotSegment.test(id)) return 'must not have "." or ".." as a path segment'
  if (control.test(id)) return "must not have control characters"
  if (loneSurrogate.test(id)) return "must be well-formed Unicode"
  return bytes(id) > maximumBytes ? `must have at most ${maximumBytes} bytes` : undefined
}

/** Why an id is refused as the value of a header, or `undefined`. */
export const headerProblem = (id: string): string | undefined =>
  problem(id) ?? (visibleAscii.test(id) ? undefined : "must be visible ASCII, as it is sent in a header")

/**
 * Whether a value of a provider's JSON is this id. A number is compared as text, and a UUID without regard to case and hyphens: databases
 * print UUIDs in one spelling, whichever was requested. A whole number whose digits JavaScript cannot hold is compared after the same rounding.
 */
export const isSame = (id: string, value: Json): boolean => {
  if (value === id) return true
  if (typeof value === "number") return String(value) === id || (!Number.isSafeInteger(value) && sameRounded(id, value))
  return typeof value === "string" && uuid.test(id) && uuid.test(value) && plainUuid(id) === plainUuid(value)
}

const sameRounded = (id: string, value: number): boolean => /^-?\d+$/.test(id) && Number(id) === value

const uuid = /^[\da-f]{8}(-?)[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}$/i

const plainUuid = (id: string): string => id.replaceAll("-", "").toLowerCase()

const dotSegment = /(?:^|[/\\])(?:\.|%2e){1,2}(?:$|[/\\])/i
const control = /\p{Cc}/u
const loneSurrogate = /\p{Cs}/u
const visibleAscii = /^[\x21-\x7e]+$/

const bytes = (id: string): number => encodeURIComponent(id).replace(/%../g, "_").length

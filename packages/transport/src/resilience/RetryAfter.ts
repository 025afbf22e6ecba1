/** How long a server asks its clients to wait (RFC 9110, 10.2.3). */
import { header, type ResponseHeaders } from "../exchange/HttpExchange.js"

/** Milliseconds from `now` (epoch milliseconds); `undefined` if the headers have no usable value. A date in the past counts as 0. */
export const parse = (headers: ResponseHeaders, now: number): number | undefined => {
  const millis = header(headers, "retry-after-ms")?.trim()
  if (millis !== undefined && number.test(millis)) return cap(Number(millis))
  const text = header(headers, "retry-after")?.trim()
  if (text === undefined) return undefined
  if (number.test(text)) return cap(Number(text) * 1000)
  const moment = imfFixdate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now)
}

/** JSON numbers are exact up to this integer. */
const cap = (millis: number): number => Math.min(millis, Number.MAX_SAFE_INTEGER)

const number = /^\d+(\.\d+)?$/
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

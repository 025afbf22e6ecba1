/** How long a server asks to be left alone (RFC 9110, 10.2.3). */

/** Milliseconds from `now` (epoch milliseconds), or nothing where the header says nothing usable. A moment that is past asks for no wait. */
export const parse = (headers: Readonly<Record<string, string | undefined>>, now: number): number | undefined => {
  const millis = headers["retry-after-ms"]?.trim()
  if (millis !== undefined && number.test(millis)) return cap(Number(millis))
  const text = headers["retry-after"]?.trim()
  if (text === undefined) return undefined
  if (number.test(text)) return cap(Number(text) * 1000)
  const moment = imfFixdate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now)
}

/** However long it asks for, a wait is a number that JSON can say. */
const cap = (millis: number): number => Math.min(millis, Number.MAX_SAFE_INTEGER)

const number = /^\d+(\.\d+)?$/
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

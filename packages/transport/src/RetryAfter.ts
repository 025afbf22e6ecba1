/** How long a server asks to be left alone (RFC 9110, 10.2.3). */

/** Milliseconds from `now` (epoch milliseconds), or nothing where the header says nothing usable. A moment that is past asks for no wait. */
export const parse = (headers: Readonly<Record<string, string | undefined>>, now: number): number | undefined => {
  const millis = headers["retry-after-ms"]?.trim()
  if (millis !== undefined && number.test(millis)) return Number(millis)
  const text = headers["retry-after"]?.trim()
  if (text === undefined) return undefined
  if (number.test(text)) return Number(text) * 1000
  const moment = imfFixdate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now)
}

const number = /^\d{1,12}(\.\d{1,9})?$/
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

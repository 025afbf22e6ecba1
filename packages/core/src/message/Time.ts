/** Moments as texts: RFC 3339 in UTC with every digit that the provider sent, and the ways to them. */
import * as DateTime from "effect/DateTime"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Json } from "../json/Json.js"

/**
 * The canonical text of a native time, or nothing where it names no moment (naive texts, 24:00, leap seconds, years past 9999).
 * A text keeps its fraction digits and moves to UTC. A number is epoch milliseconds, below 1e11 seconds; 0 and less is none.
 */
export const from = (native: Json | undefined): string | undefined =>
  typeof native === "string" ? fromText(native) : typeof native === "number" ? fromNumber(native) : undefined

/** Epoch milliseconds; digits past the millisecond become its fraction. `NaN` where the text is no canonical time. */
export const toNumber = (time: string): number => {
  const whole = milliseconds(time)
  const rest = time.slice(23, -1)
  return whole < 0 ? whole + Number(`0.${rest}`) : Number(`${whole}.${rest}`)
}

/** Cuts to milliseconds. Nothing where the text is no canonical time. */
export const toDateTime = (time: string): Option.Option<DateTime.Utc> => DateTime.make(milliseconds(time))

/** Always three digits, as a `DateTime` holds milliseconds; years past 9999 give no canonical time. */
export const fromDateTime = (moment: DateTime.DateTime): string => DateTime.formatIso(moment)

/** Whether a text is a canonical time. */
export const isTime = (text: string): boolean => fromText(text) === text

const pattern = "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?Z$"

/** A canonical time: RFC 3339, in UTC. */
export const Time = Schema.String.pipe(
  Schema.filter(isTime, {
    identifier: "Time",
    description: "A moment: RFC 3339, in UTC, with the digits that the provider sent",
    jsonSchema: { format: "date-time", pattern },
    arbitrary: () => (fc) =>
      fc.date({ min: new Date(1e12), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString())
  })
)

const rfc3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i

/** `Date.parse` is only sure of three digits, so the rest is cut. */
const milliseconds = (time: string): number =>
  isTime(time) ? Date.parse(`${time.slice(0, 19)}.${time.slice(20, -1).slice(0, 3).padEnd(3, "0")}Z`) : Number.NaN

const fromText = (text: string): string | undefined => {
  const [, date, clock, fraction = "", sign, hours, minutes] = rfc3339.exec(text) ?? []
  const local = `${date}T${clock}`
  const moment = Date.parse(`${local}Z`)
  // `Date.parse` takes February 30 and 24:00 for the day after.
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 19) !== local) return undefined
  const offset = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
  return toText(moment - offset * 60_000, fraction)
}

const fromNumber = (number: number): string | undefined => {
  const [whole = "", digits = ""] = String(number).split(".")
  if (number <= 0 || !/^\d+$/.test(whole) || !/^\d*$/.test(digits)) return undefined
  if (number < 1e11) return toText(Number(whole) * 1000, `.${digits.padEnd(3, "0")}`)
  const moment = Number(whole)
  return toText(moment, `.${String(moment % 1000).padStart(3, "0")}${digits}`)
}

const toText = (moment: number, fraction: string): string | undefined => {
  if (Math.abs(moment) > 8.64e15) return undefined
  const text = new Date(moment).toISOString()
  return /^\d{4}-/.test(text) ? `${text.slice(0, 19)}${fraction}Z` : undefined
}

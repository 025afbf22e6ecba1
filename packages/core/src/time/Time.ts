/** Times as text: RFC 3339 in UTC, with every digit that the provider sent. Reads native times and converts to `DateTime`. */
import * as DateTime from "effect/DateTime"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Json } from "../json/Json.js"
import * as IsoTime from "./IsoTime.js"

/**
 * The canonical text of a native time; `undefined` if the value names no moment: a text without a zone, 24:00, a leap second, a year past 9999.
 * A text is converted to UTC and keeps its fraction digits. A number is epoch milliseconds, or epoch seconds below 1e11, which get no
 * fraction digits that were not sent; 0 and negative numbers are not times.
 */
export const from = (native: Json | undefined): string | undefined =>
  typeof native === "string" ? fromText(native) : typeof native === "number" ? fromNumber(native) : undefined

/** Epoch milliseconds; digits past the millisecond become a fraction. `NaN` if the text is not a canonical time. */
export const toNumber = (time: string): number => {
  const whole = milliseconds(time)
  if (time.length === 24) return whole
  const rest = time.slice(23, -1)
  return whole < 0 ? whole + Number(`0.${rest}`) : Number(`${whole}.${rest}`)
}

/**
 * The number that `from` reads as this time: epoch milliseconds, or epoch seconds if there are fewer than three fraction digits or the milliseconds
 * would be read as seconds. `NaN` if the text is not a canonical time.
 */
export const toEpoch = (time: string): number => {
  const number = toNumber(time)
  if (number >= 1e11 && time.length >= 24) return number
  if (Number.isNaN(number) || number < 0) return number
  const fraction = time.slice(19, -1)
  return Number(`${Date.parse(`${time.slice(0, 19)}Z`) / 1000}${fraction}`)
}

/** The same time with at least three fraction digits, so that `toEpoch` gives milliseconds. */
export const withMilliseconds = (time: string): string => {
  const [clock = "", fraction = ""] = time.slice(0, -1).split(".")
  return `${clock}.${fraction.padEnd(3, "0")}Z`
}

/** The same moment, cut to milliseconds; `none` if the text is not a canonical time. */
export const toDateTime = (time: string): Option.Option<DateTime.Utc> => DateTime.make(milliseconds(time))

/** The text of a moment, always with three fraction digits. For a year past 9999, the text is not a canonical time. */
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

/** With a space in place of the T, as RFC 3339 allows and Python prints it. */
const rfc3339 = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i

/** ECMAScript specifies `Date.parse` for three fraction digits only, so the rest is cut. */
const milliseconds = (time: string): number =>
  !isTime(time)
    ? Number.NaN
    : time.length === 24
      ? Date.parse(time)
      : Date.parse(`${time.slice(0, 19)}.${time.slice(20, -1).slice(0, 3).padEnd(3, "0")}Z`)

/** Canonical texts on days that every month has. Most times match and need no further check. */
const plain = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/

const fromText = (text: string): string | undefined => {
  if (plain.test(text)) return text
  const [, date, clock, fraction = "", sign, hours, minutes] = rfc3339.exec(text) ?? []
  const local = `${date}T${clock}`
  const moment = Date.parse(`${local}Z`)
  // `Date.parse` reads February 30 and 24:00 as the next day.
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 19) !== local) return undefined
  const offset = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
  return toText(moment - offset * 60_000, fraction)
}

const year9999 = 253_402_300_799_999

const fromNumber = (number: number): string | undefined => {
  if (Number.isInteger(number) && number >= 1e11 && number <= year9999) return IsoTime.format(number)
  const [whole = "", digits = ""] = String(number).split(".")
  if (number <= 0 || !/^\d+$/.test(whole) || !/^\d*$/.test(digits)) return undefined
  if (number < 1e11) return toText(Number(whole) * 1000, digits === "" ? "" : `.${digits}`)
  const moment = Number(whole)
  return toText(moment, `.${String(moment % 1000).padStart(3, "0")}${digits}`)
}

const toText = (moment: number, fraction: string): string | undefined => {
  if (Math.abs(moment) > 8.64e15) return undefined
  const text = new Date(moment).toISOString()
  return /^\d{4}-/.test(text) ? `${text.slice(0, 19)}${fraction}Z` : undefined
}

/** Times in provider contracts: JSON Schema's format `date-time`, which is RFC 3339 with any offset. */
import * as Schema from "effect/Schema"

/** A `date-time`. It allows leap seconds and moments past the year 9999 in UTC, which canonical times do not. */
export const DateTime = Schema.String.pipe(
  Schema.filter((text) => isDateTime(text), { identifier: "a date-time (RFC 3339)" })
)

const isDateTime = (text: string): boolean => {
  const [, date = "", hour, minute, second, sign, offsetHours = 0, offsetMinutes = 0] = dateTime.exec(text) ?? []
  if (!isDay(date)) return false
  const offset = Number(`${sign ?? "+"}1`) * (Number(offsetHours) * 60 + Number(offsetMinutes))
  const minuteOfDay = (Number(hour) * 60 + Number(minute) - offset + 2880) % 1440
  return second !== "60" || minuteOfDay === 1439
}

const dateTime =
  /^(\d{4}-\d{2}-\d{2})[t ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i

const isDay = (date: string): boolean => {
  const moment = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === date
}

/** Epoch milliseconds as text. `Date.prototype.toISOString` costs five times as much, and every message has times. */

/** RFC 3339 in UTC with three fraction digits, as in `toISOString`; for the years 0000 to 9999. */
export const format = (milliseconds: number): string => {
  const days = Math.floor(milliseconds / 86_400_000)
  const { day, month, year } = dateOf(days)
  const rest = milliseconds - days * 86_400_000
  const hour = Math.floor(rest / 3_600_000)
  const minute = Math.floor(rest / 60_000) % 60
  const second = Math.floor(rest / 1000) % 60
  const century = Math.floor(year / 100)
  const fraction = rest % 1000
  // prettier-ignore
  return String.fromCharCode(
    tens(century), units(century), tens(year % 100), units(year), 0x2d,
    tens(month), units(month), 0x2d, tens(day), units(day), 0x54,
    tens(hour), units(hour), 0x3a, tens(minute), units(minute), 0x3a, tens(second), units(second), 0x2e,
    0x30 + Math.floor(fraction / 100), tens(fraction % 100), units(fraction), 0x5a
  )
}

/** The digits of a number below 100, in ASCII. */
const tens = (number: number): number => 0x30 + Math.floor(number / 10)
const units = (number: number): number => 0x30 + (number % 10)

/** The date of a day, counted from 1970-01-01 (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, `civil_from_days`). */
const dateOf = (days: number) => {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return { day, month, year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0) }
}

/** Times as Honcho writes them: RFC 3339 with microseconds, unless those are zero. */

/** A time from a client: `echo` is its form in the response to the post, `stored` its form in later reads. */
export interface GivenTime {
  readonly echo: string
  readonly stored: string
}

/** A time in UTC; `micros` are those of the second. */
const write = (millis: number, micros: number): string => {
  const second = new Date(millis).toISOString().slice(0, 19)
  return `${second}${fraction(micros)}Z`
}

/** The server's time `now`, given in epoch milliseconds, as Honcho writes it. */
export const of = (now: number): string => write(now, (((now % 1000) + 1000) % 1000) * 1000)

/**
 * The time in a text. The response to a post repeats it with its offset, or without one; later reads have it in UTC. A time without an
 * offset counts as UTC.
 */
export const parse = (text: string): GivenTime | undefined => {
  const [, date, time = "00:00", second = ":00", digits = "", offset = ""] = pattern.exec(text) ?? []
  if (date === undefined) return undefined
  const zone = offset.toUpperCase() === "Z" || offset === "" ? "Z" : offset
  const micros = Number(digits.slice(1, 7).padEnd(6, "0"))
  const millis = Date.parse(`${date}T${time}${second}${zone}`)
  if (Number.isNaN(millis)) return undefined
  return {
    echo: `${date}T${time}${second}${fraction(micros)}${offset.toUpperCase()}`,
    stored: write(millis, micros)
  }
}

const fraction = (micros: number): string => (micros === 0 ? "" : `.${String(micros).padStart(6, "0")}`)

const pattern = /^(\d{4}-\d\d-\d\d)(?:[Tt _](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/i

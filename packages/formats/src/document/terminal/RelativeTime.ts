/** Says how long ago something was. */

/** Words such as ` (3 hours ago)`; empty if either time is missing or unreadable, or in the future. */
export const of = (time: string | undefined, now: number | undefined): string => {
  if (time === undefined || now === undefined) return ""
  const seconds = Math.floor((now - Date.parse(time)) / 1000)
  if (!(seconds >= 0)) return ""
  const [unit, length] = units.find(([, length]) => seconds >= length) ?? ["second", 1]
  const count = Math.floor(seconds / length)
  return seconds < 60 ? " (just now)" : ` (${count} ${unit}${count === 1 ? "" : "s"} ago)`
}

const units = [
  ["year", 31_556_952],
  ["month", 2_629_746],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60]
] as const

/** Writes one line of the log: as JSON for programs, or for a person at a terminal. */
import { Escape } from "@org/messages-terminal"

/** Members of a line in addition to its time, level and message. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>

/** Makes a line, without a line break at its end. `time` is in epoch milliseconds. */
export type LogLine = (time: number, level: string, message: string, fields?: Fields) => string

/** One JSON object. */
export const json: LogLine = (time, level, message, fields) =>
  JSON.stringify({ time: new Date(time).toISOString(), level, message, ...fields })

/** The local time and the request, or the level unless it is `info`, the message and its fields. A stack gets lines of its own. */
export const pretty: LogLine = (time, level, message, fields = {}) => {
  const clock = new Date(time).toTimeString().slice(0, 8)
  if (message === "request") return `${clock} ${request(fields)}`
  return [clock, ...(level === "info" ? [] : [level]), Escape.line(message), ...pairs(fields)].join(" ")
}

/** As in `GET /v1/messages/{ref} 200 12 ms 0b6f…`, which fits 80 columns; with the number of lines, if the response had lines. */
const request = ({ lines, method, ms, problem, requestId, route, status }: Fields): string => {
  const sent = lines === undefined ? "" : ` ${lines} lines`
  const ended = problem === undefined ? "" : ` ended by ${problem}`
  return Escape.line(`${method} ${route} ${status}${sent}${ended} ${ms} ms ${requestId}`)
}

const pairs = (fields: Fields): ReadonlyArray<string> =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return []
    const text = Escape.text(String(value))
    return [text.includes("\n") ? `${name}:\n    ${text.replaceAll("\n", "\n    ")}` : `${name}=${text}`]
  })

/** Writes one line of the log: as JSON for programs, or for a person at a terminal. */
import { Escape } from "@org/messages-terminal"

/** Members of a line in addition to its time, level and message. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>

/** Makes a line, without a line break at its end. `time` is in epoch milliseconds. */
export type LogLine = (time: number, level: string, message: string, fields?: Fields) => string

/** One JSON object. A field with the name of one of the first three members takes its place. */
export const json: LogLine = (time, level, message, fields) => {
  let line = `{"time":"${timestamp(time)}","level":${quote(level)},"message":${quote(message)}`
  for (const name in fields) {
    const value = fields[name]
    if (value === undefined) continue
    if (name === "time" || name === "level" || name === "message")
      return JSON.stringify({ time: timestamp(time), level, message, ...fields })
    line += `,${quote(name)}:${typeof value === "string" ? quote(value) : JSON.stringify(value)}`
  }
  return `${line}}`
}

// Every request has a line, so this is faster than `JSON.stringify` of an object.
const quote = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

/** Texts that need no escape in JSON. */
const plain = /^[\w .:/{}-]*$/

/** The time in UTC. Many lines are of the same second. */
const timestamp = (time: number): string => {
  const second = Math.floor(time / 1000)
  if (second !== latest.second)
    latest = { second, text: new Date(second * 1000).toISOString().slice(0, -"000Z".length) }
  return `${latest.text}${String(Math.floor(time - second * 1000)).padStart(3, "0")}Z`
}

let latest = { second: Number.NaN, text: "" }

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

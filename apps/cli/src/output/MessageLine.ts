/** Shows a message on one line: its time, its role and the start of its text. All text is escaped. */
import type { Message, Part } from "@org/messages-core"
import { Escape, type Style, Wrap } from "@org/messages-terminal"

/** One line for each message, aligned, and fitting `columns` if they are known. */
export const all = (messages: ReadonlyArray<Message.Message>, style: Style.Style, columns: number = 80): string => {
  const rows = messages.map((message) => ({
    time: timeOf(message, columns),
    who: Wrap.cut(whoOf(message), Math.max(8, Math.floor(columns / 6))),
    start: startOf(message)
  }))
  const timeWidth = Math.max(0, ...rows.map(({ time }) => Wrap.width(time)))
  const whoWidth = Math.max(0, ...rows.map(({ who }) => Wrap.width(who)))
  return rows
    .map(({ start, time, who }) => {
      const room = columns - (timeWidth === 0 ? 0 : timeWidth + gap) - whoWidth - gap
      const shown = timeWidth === 0 ? "" : style.faint(pad(time, timeWidth)) + " ".repeat(gap)
      return `${shown}${style.strong(who)}${" ".repeat(whoWidth - Wrap.width(who) + gap)}${Wrap.cut(start, room)}`
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join("")
}

const gap = 2

const pad = (text: string, width: number): string => text + " ".repeat(width - Wrap.width(text))

/** The time in UTC, to the minute; without the year if there is little room. */
const timeOf = ({ createdAt, sentAt }: Message.Message, columns: number): string => {
  const time = Escape.line((createdAt ?? sentAt ?? "").slice(0, 16).replace("T", " "))
  return columns < 60 ? time.slice(5) : time
}

/** The role, or the author if the provider has no roles. */
const whoOf = ({ author, role }: Message.Message): string =>
  Escape.line(role === "participant" ? (author?.name ?? author?.id ?? role) : role)

const startOf = ({ parts }: Message.Message): string => {
  const shown = parts.map(partStart).filter((text) => text !== "")
  return shown.length === 0 ? "(no content)" : shown.join(" ")
}

/** The most characters of a text to look at: no terminal shows more on one line. */
const longest = 1000

const partStart = (part: Part.Part): string => {
  switch (part.type) {
    case "text":
    case "refusal":
      return begin(part.text)
    case "reasoning":
      return "[reasoning]"
    case "file":
      return `[${begin(part.filename ?? part.kind ?? part.mediaType ?? "file")}]`
    case "tool-call":
      return `[call ${begin(part.name)}]`
    case "tool-result":
      return `[${part.isError === true ? "failed" : "result"}${part.name === undefined ? "" : ` ${begin(part.name)}`}]`
    case "error":
      return `[error ${begin(part.message)}]`
    case "step-start":
      return ""
    default:
      return `[${Escape.line(part.type)}]`
  }
}

/** The start of a text on one line, never cut within a surrogate pair. */
const begin = (text: unknown): string =>
  Escape.line(
    String(text)
      .slice(0, longest)
      .replace(/[\ud800-\udbff]$/, "")
      .replace(/\s+/g, " ")
      .trim()
  )

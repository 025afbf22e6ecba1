/** Shows one part to a person: text as it is, everything else under a label. Bytes are counted, never shown. */
import { Json, type Part } from "@org/messages-core"
import { Escape, type Style } from "@org/messages-terminal"
import * as Bytes from "./Bytes.js"

/** The text of a part. */
export const part = (part: Part.Part, style: Style.Style): string => {
  switch (part.type) {
    case "text":
      return text(part.text, style)
    case "refusal":
      return under(label("refusal"), text(part.text, style), style)
    case "reasoning":
      return under(label("reasoning", seconds(part.durationMs), part.signedBy), reasoning(part, style), style)
    case "file":
      return under(label("file", ...file(part)), text(part.text ?? part.extractedText, style), style)
    case "tool-call":
      return under(label(`call ${part.name}`, part.callId, part.state, approval(part)), input(part, style), style)
    case "tool-result":
      return under(
        label(part.isError === true ? "failed" : "result", part.name, part.callId),
        result(part, style),
        style
      )
    case "citation":
      return under(label("citation", part.title ?? part.sourceId, part.url), text(part.quote, style), style)
    case "source":
      return under(label("source", part.title ?? part.sourceId, part.url, part.filename, part.mediaType), "", style)
    case "step-start":
      return under(label("step"), "", style)
    case "error":
      return under(label("error", part.code), text(part.message, style), { ...style, label: style.error })
    case "data":
      return under(label(`data ${part.name}`), part.value === undefined ? "" : json(part.value, style), style)
    case "unknown":
      return under(label("unknown part"), json(part.native, style), style)
  }
}

const label = (name: string, ...more: ReadonlyArray<string | undefined>): string =>
  [name, ...more]
    .filter((word) => word !== undefined && word !== "")
    .map((word) => Escape.line(Bytes.dataUrls(word ?? "")))
    .join(" · ")

const under = (label: string, body: string, style: Style.Style): string =>
  body === "" ? style.label(`[${label}]`) : `${style.label(`[${label}]`)}\n${indent(body)}`

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ")

/** A text as it is, without the empty lines at its end, which would only separate the parts. A blank text is described instead. */
const text = (text: string | undefined, { faint }: Style.Style): string => {
  if (text === undefined) return ""
  if (text === "") return faint("(empty text)")
  if (!Escape.isBlank(text)) return shown(text)
  return faint(text.length > 20 ? `(blank text, ${text.length} characters)` : `(blank text ${quoted(text)})`)
}

const quoted = (text: string): string => Escape.line(JSON.stringify(text))

const shown = (text: string): string => Bytes.counted(Escape.text(text)).replace(/\n+$/, "")

const json = (value: Json.Json, style: Style.Style): string => {
  if (typeof value === "string") return text(value, style)
  const line = shown(JSON.stringify(value, counted))
  return flat(value) && line.length <= 80 ? line : shown(JSON.stringify(value, counted, 2))
}

/** Counts the bytes of values that are labelled as base64, however short they are. */
function counted(this: unknown, key: string, value: unknown): unknown {
  const { encoding, type } = { encoding: undefined, type: undefined, ...Object(this) }
  const isBytes = key === "b64_json" || (key === "data" && [encoding, type].includes("base64"))
  return isBytes && typeof value === "string" && /^[\w+/\s-]+={0,2}\s*$/.test(value)
    ? `(base64, ${Bytes.size(value)})`
    : value
}

/** Whether a value is short enough for one line. */
const flat = (value: Json.Json): boolean => {
  const values = Json.isObject(value) ? Object.values(value) : Json.isArray(value) ? value : []
  return values.every((child) => typeof child !== "object" || child === null)
}

const reasoning = (
  { encrypted, signature, summary, text: thought }: Extract<Part.Part, { type: "reasoning" }>,
  style: Style.Style
): string => {
  const words = [thought, summary].find((words) => words !== undefined && words !== "")
  if (words !== undefined) return text(words, style)
  return style.faint(encrypted !== undefined ? "(redacted)" : signature ? "(signed, without text)" : "(empty)")
}

const input = ({ input, inputText }: Part.ToolCall, style: Style.Style): string =>
  input === undefined ? text(inputText, style) : json(input, style)

const approval = ({ approval }: Part.ToolCall): string | undefined =>
  approval?.approved === undefined ? undefined : approval.approved ? "approved" : "not approved"

const result = ({ content, output }: Extract<Part.Part, { type: "tool-result" }>, style: Style.Style): string =>
  content !== undefined
    ? content.map((inner) => part(inner, style)).join("\n")
    : output === undefined
      ? style.faint("(no output)")
      : json(output, style)

const file = ({ data, fileId, filename, kind, mediaType, path, url }: Part.File): ReadonlyArray<string | undefined> => [
  filename ?? path,
  mediaType ?? kind,
  data === undefined ? undefined : Bytes.size(data),
  url === undefined ? undefined : Bytes.counted(url),
  fileId === undefined ? undefined : `upload ${fileId}`
]

const seconds = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : `${(milliseconds / 1000).toFixed(1)} s`

/** Shows one part to a person: text as it is, everything else under a label. Bytes are counted, never shown. */
import { Json, type Part } from "@org/messages-core"
import { Escape, type Style } from "@org/messages-terminal"

/** The text of a part. */
export const part = (part: Part.Part, style: Style.Style): string => {
  switch (part.type) {
    case "text":
      return part.text === "" ? style.faint("(empty text)") : shown(part.text)
    case "refusal":
      return under(label("refusal"), shown(part.text), style)
    case "reasoning":
      return under(label("reasoning", seconds(part.durationMs), part.signedBy), reasoning(part, style), style)
    case "file":
      return under(label("file", ...file(part)), shown(part.text ?? part.extractedText), style)
    case "tool-call":
      return under(label(`call ${part.name}`, part.callId, part.state, approval(part)), input(part), style)
    case "tool-result":
      return under(
        label(part.isError === true ? "failed" : "result", part.name, part.callId),
        result(part, style),
        style
      )
    case "citation":
      return under(label("citation", part.title ?? part.sourceId, part.url), shown(part.quote), style)
    case "source":
      return under(label("source", part.title ?? part.sourceId, part.url, part.filename, part.mediaType), "", style)
    case "step-start":
      return under(label("step"), "", style)
    case "error":
      return under(label("error", part.code), shown(part.message), { ...style, label: style.error })
    case "data":
      return under(label(`data ${part.name}`), part.value === undefined ? "" : json(part.value), style)
    case "unknown":
      return under(label("unknown part"), json(part.native), style)
  }
}

const label = (name: string, ...more: ReadonlyArray<string | undefined>): string =>
  [name, ...more]
    .filter((word) => word !== undefined && word !== "")
    .map((word) => Escape.line(word ?? ""))
    .join(" · ")

const under = (label: string, body: string, style: Style.Style): string =>
  body === "" ? style.label(`[${label}]`) : `${style.label(`[${label}]`)}\n${indent(body)}`

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ")

/** Escaped text without the empty lines at its end, which would only separate the parts. */
const shown = (text: string | undefined): string => Escape.text((text ?? "").replace(/\n+$/, ""))

const json = (value: Json.Json): string =>
  typeof value === "string" ? shown(value) : shown(JSON.stringify(value, null, flat(value) ? undefined : 2))

/** Whether a value is short enough for one line. */
const flat = (value: Json.Json): boolean => {
  const values = Json.isObject(value) ? Object.values(value) : Json.isArray(value) ? value : []
  return values.every((child) => typeof child !== "object" || child === null) && JSON.stringify(value).length <= 80
}

const reasoning = (
  { encrypted, signature, summary, text }: Extract<Part.Part, { type: "reasoning" }>,
  { faint }: Style.Style
): string => {
  const words = [text, summary].find((words) => words !== undefined && words !== "")
  if (words !== undefined) return shown(words)
  return faint(encrypted !== undefined ? "(redacted)" : signature ? "(signed, without text)" : "(empty)")
}

const input = ({ input, inputText }: Part.ToolCall): string => (input === undefined ? shown(inputText) : json(input))

const approval = ({ approval }: Part.ToolCall): string | undefined =>
  approval?.approved === undefined ? undefined : approval.approved ? "approved" : "not approved"

const result = ({ content, output }: Extract<Part.Part, { type: "tool-result" }>, style: Style.Style): string =>
  content !== undefined
    ? content.map((inner) => part(inner, style)).join("\n")
    : output === undefined
      ? style.faint("(no output)")
      : json(output)

const file = ({ data, fileId, filename, kind, mediaType, path, url }: Part.File): ReadonlyArray<string | undefined> => [
  filename ?? path,
  mediaType ?? kind,
  data === undefined ? undefined : size(data),
  url,
  fileId === undefined ? undefined : `upload ${fileId}`
]

/** The number of bytes that base64 text stands for. */
const size = (base64: string): string => {
  const bytes = Math.floor((base64.replace(/[^A-Za-z0-9+/_-]/g, "").length * 3) / 4)
  return bytes < 1024
    ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MiB`
}

const seconds = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : `${(milliseconds / 1000).toFixed(1)} s`

/** The elements of Mielto's two lists, tool calls and attachments, as parts, and back. */
import { DataUrl, Json, Part } from "@org/messages-core"
import * as NativeField from "../NativeField.js"
import type * as ToolArguments from "./ToolArguments.js"

/** Whether a part belongs to `tool_calls`. */
export const isToolCall = (part: Part.Part): boolean => part.type === "tool-call" || part.at === toolCalls

/** Whether a part belongs to `attachments`. */
export const isAttachment = (part: Part.Part): boolean => part.type === "file" || part.at === attachments

/** A call in the form of OpenAI's chat completions, the only form that is publicly known (README of Mielto's SDK): the arguments are JSON text. */
export const readToolCall = (native: Json.Json, readArguments: ToolArguments.Read): Part.Part => {
  if (!Json.isObject(native)) return unknown(native, toolCalls)
  const callee = NativeField.object(native, "function") ?? native
  const { arguments: given } = callee
  const call = Part.make({
    type: "tool-call",
    callId: NativeField.string(native, "id"),
    name: NativeField.string(callee, "name"),
    ...(typeof given === "string" ? readArguments(given) : { input: Json.isObject(given) ? given : undefined })
  })
  return call ?? unknown(native, toolCalls)
}

/** An attachment with the keys that Mielto's browser extension uploads. */
export const readAttachment = (native: Json.Json): Part.Part => {
  if (!Json.isObject(native)) return unknown(native, attachments)
  const file = Part.make({
    type: "file",
    mediaType: NativeField.string(native, "mimetype"),
    ...DataUrl.read(NativeField.string(native, "url"), NativeField.string(native, "mimetype")),
    fileId: NativeField.string(native, "file_id"),
    filename: NativeField.string(native, "label")
  })
  return file ?? unknown(native, attachments)
}

/** The element, made from the fields of a part alone. */
export const write = (part: Part.Part): Json.Json => {
  switch (part.type) {
    case "tool-call": {
      const text = part.input === undefined ? part.inputText : JSON.stringify(part.input)
      return { type: "function", id: part.callId, function: Json.compact({ name: part.name, arguments: text }) }
    }
    case "file":
      return Json.compact({
        mimetype: part.mediaType,
        url: part.url ?? DataUrl.write(part),
        file_id: part.fileId,
        label: part.filename
      })
    case "unknown":
      return part.native
    default:
      return null
  }
}

const toolCalls = "/tool_calls"
const attachments = "/attachments"

const unknown = (native: Json.Json, at: string): Part.Part => ({ type: "unknown", native, at })

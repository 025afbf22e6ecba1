/** The parts of Effect's prompts, and the canonical parts that they stand for. */
import { DataUrl, type Format, Json, Part } from "@org/messages-core"
import * as Field from "../Field.js"
import type { EffectMessage, Signed } from "./EffectMessage.js"

type EffectPart = Exclude<Extract<EffectMessage, { role: "assistant" }>["content"], string>[number]

/** The element of a part; `undefined` if Effect has none for it. */
export const write = (part: Part.Part, invent: Format.Invent): EffectPart | undefined => {
  switch (part.type) {
    case "text":
    case "refusal":
      return { type: "text", text: part.text }
    case "reasoning": {
      const anthropic = signed(part)
      return Json.compact({
        type: "reasoning" as const,
        text: part.text ?? part.summary ?? "",
        options: anthropic && { anthropic }
      })
    }
    case "file": {
      const { data, filename: fileName, mediaType, url } = part
      const source = data ?? url
      return source === undefined || mediaType === undefined
        ? undefined
        : Json.compact({ type: "file" as const, mediaType, fileName, data: source })
    }
    case "tool-call": {
      const { callId: id, executedBy, input, inputText, name } = part
      return {
        type: "tool-call",
        id,
        name,
        params: input ?? inputText ?? {},
        providerExecuted: executedBy === "provider"
      }
    }
    case "tool-result": {
      const { callId: id, content, isError, name, output } = part
      const result = output === undefined ? (content ?? null) : output
      const isFailure = isError === true
      return { type: "tool-result", id, name: name ?? invent("tool"), isFailure, result, providerExecuted: false }
    }
    default:
      return undefined
  }
}

/** The part of an element; `unknown` with the whole element if no other part can say it. */
export const read = (element: Json.Json): Part.Part =>
  (Json.isObject(element) ? typed(element) : undefined) ?? { type: "unknown", native: element }

const signed = ({ encrypted, signature, signedBy }: Part.Reasoning): Signed | undefined => {
  if (signedBy !== "anthropic") return undefined
  if (signature !== undefined) return { type: "thinking", signature }
  return encrypted === undefined ? undefined : { type: "redacted_thinking", redactedData: encrypted }
}

const typed = (element: Json.JsonObject): Part.Part | undefined => {
  const text = (key: string) => Field.text(element, key)
  const type = text("type")
  switch (type) {
    case "text":
      return Part.make({ type, text: text("text") })
    case "reasoning": {
      const anthropic = Field.object(Field.object(element, "options") ?? {}, "anthropic") ?? {}
      const signature = Field.text(anthropic, "signature")
      const encrypted = signature === undefined ? Field.text(anthropic, "redactedData") : undefined
      const signedBy = signature === undefined && encrypted === undefined ? undefined : "anthropic"
      return Part.make({ type, text: text("text"), signature, encrypted, signedBy })
    }
    case "file": {
      const data = text("data")
      const source = data !== undefined && DataUrl.isBase64(data) ? { data } : { url: data }
      return Part.make({ type, mediaType: text("mediaType"), filename: text("fileName"), ...source })
    }
    case "tool-call":
      return Part.make({
        type,
        callId: text("id"),
        name: text("name"),
        input: Json.own(element, "params"),
        executedBy: Field.boolean(element, "providerExecuted") === true ? "provider" : undefined
      })
    case "tool-result":
      return Part.make({
        type,
        callId: text("id"),
        name: text("name"),
        output: Json.own(element, "result"),
        isError: Field.boolean(element, "isFailure") === true ? true : undefined
      })
    default:
      return undefined
  }
}

/** Parts that are broken in themselves: arguments, files and signed reasoning. */
import { DataUrl, FileSignature, Json, type Part } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Finding from "./Finding.js"
import type { Sighting } from "./Sighting.js"

/** The findings of one part. */
export const of = ({ part, path }: Sighting): ReadonlyArray<Finding.Finding> => {
  switch (part.type) {
    case "tool-call":
      return ofCall(part, path)
    case "tool-result":
      return (part.content ?? []).flatMap((inner) => (inner.type === "file" ? ofFile(inner, path) : []))
    case "file":
      return ofFile(part, path)
    case "reasoning":
      return part.signature !== undefined && !part.text && !part.summary && part.encrypted === undefined
        ? [Finding.make("emptied-thinking", path, "is signed thinking without its text")]
        : []
    default:
      return []
  }
}

const ofCall = ({ input, inputText }: Part.ToolCall, path: string): ReadonlyArray<Finding.Finding> => {
  const wrong = (problem: string) => [Finding.make("broken-arguments", path, problem)]
  if (inputText !== undefined) {
    const value = Either.try((): unknown => JSON.parse(inputText))
    if (Either.isLeft(value))
      return wrong(inputText.trim() === "" ? "has an empty text as arguments" : "has arguments that are no JSON")
    return Json.isJson(value.right) && Json.isObject(value.right) ? [] : wrong("has arguments that are no object")
  }
  if (typeof input === "string" && Either.isLeft(Either.try((): unknown => JSON.parse(input))))
    return wrong("has arguments that are no JSON")
  return input === undefined || Json.isObject(input) ? [] : wrong("has arguments that are no object")
}

/** The media types whose signatures are known. */
const known = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"])

const ofFile = ({ data, mediaType, url }: Part.File, path: string): ReadonlyArray<Finding.Finding> => {
  const inUrl = url === undefined ? undefined : DataUrl.parse(url)
  const bytes = data ?? inUrl?.data
  const type = (mediaType ?? inUrl?.mediaType)?.toLowerCase().replace(/^image\/jpg$/, "image/jpeg")
  if (bytes === undefined || type === undefined || !known.has(type)) return []
  const head = Encoding.decodeBase64(beginning(bytes))
  if (Either.isLeft(head))
    return [Finding.make("mislabelled-file", path, `is said to be ${type}, but its bytes are no base64`)]
  if (FileSignature.isOf(head.right, type)) return []
  const found = FileSignature.mediaType(head.right) ?? "something else"
  return [Finding.make("mislabelled-file", path, `is said to be ${type}, but its bytes are ${found}`)]
}

/** The start of base64 in whole groups of four characters, without padding: every file signature is within the first 1,024 bytes. */
const beginning = (base64: string): string => {
  const text = base64.slice(0, 1400).replace(/\s/g, "").replace(/=+$/, "").slice(0, 1368)
  return text.slice(0, text.length - (text.length % 4))
}

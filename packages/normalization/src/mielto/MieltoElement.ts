/** The elements of Mielto's lists, tool calls and attachments, as parts, and back. */
import { Json, type Part, Residue } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Field from "../Field.js"

/** One list of a message: which parts are of it, and how its elements are mapped. */
export interface List extends Residue.Lossless<Part.Part, Json.Json> {
  readonly is: (part: Part.Part) => boolean
}

const list = (
  at: string,
  type: Part.Part["type"],
  typed: (native: Json.JsonObject) => Part.Part | undefined,
  wire: (part: Part.Part) => Json.Json
): List => ({
  is: (part) => part.type === type || part.at === at,
  ...Residue.lossless({
    fields: (native: Json.Json): Part.Part =>
      (Json.isObject(native) ? typed(native) : undefined) ?? { type: "unknown", native, at },
    wire: (part) => (part.type === "unknown" ? part.native : wire(part))
  })
})

/** Calls in the form of OpenAI's chat completions, the only one that is publicly known (README of Mielto's SDK): the arguments are JSON text. */
export const toolCall = list(
  "/tool_calls",
  "tool-call",
  (native) => {
    const callee = Field.object(native, "function") ?? {}
    return Field.string(native, "type") === undefined
      ? undefined
      : Field.part({
          type: "tool-call",
          callId: Json.own(native, "id"),
          name: Json.own(callee, "name"),
          input: parse(Field.string(callee, "arguments"))
        })
  },
  (part) =>
    part.type === "tool-call"
      ? { type: "function", id: part.callId, function: { name: part.name, arguments: JSON.stringify(part.input) } }
      : part
)

/** Attachments with the keys that Mielto's browser extension uploads (`file_id`, `label`, `mimetype`, `url`). */
export const attachment = list(
  "/attachments",
  "file",
  (native) =>
    Field.part({
      type: "file",
      mediaType: Json.own(native, "mimetype"),
      url: Field.string(native, "url"),
      uploadId: Field.string(native, "file_id"),
      filename: Field.string(native, "label")
    }),
  (part) =>
    part.type === "file"
      ? Json.compact({ mimetype: part.mediaType, url: part.url, file_id: part.uploadId, label: part.filename })
      : part
)

/** The value of a JSON text, or nothing. Whether a message may hold it is for the part to say. */
const parse = (text: string | undefined): unknown =>
  text === undefined ? undefined : Either.getOrUndefined(Either.try((): unknown => JSON.parse(text)))

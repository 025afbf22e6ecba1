/** Effect's `Prompt` (`@effect/ai` 0.37) as plain JSON, as its own schema encodes it. */
import { type Format, Json, type Message, type Part } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as Envelope from "../algebra/Envelope.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Field from "../Field.js"
import * as ToolName from "../replay/ToolName.js"
import * as EffectPart from "./EffectPart.js"
import * as Recognition from "../recognition/Recognition.js"

const name = "effect"

/** Results are separate messages, except for those of an assistant. A single text becomes the content itself. */
const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.flatMap(({ format, parts, role }): Run => {
    const elements = (chosen: ReadonlyArray<Part.Part>) =>
      chosen.flatMap((part): ReadonlyArray<Json.Json> => {
        if (part.type === "unknown") return format === name ? [part.native] : []
        const element = EffectPart.write(part, invent)
        return element === undefined ? [] : [element]
      })
    if (role === "system" || role === "developer") {
      const texts = parts.flatMap((part) => (part.type === "text" || part.type === "refusal" ? [part.text] : []))
      return [{ role: "system", content: texts.join("\n\n") }]
    }
    const isApart = ({ type }: Part.Part) => role !== "assistant" && type === "tool-result"
    const results = elements(parts.filter(isApart))
    const rest = parts.filter((part) => !isApart(part))
    const [first] = rest
    const said = rest.length === 1 && first?.type === "text" ? first.text : elements(rest)
    const speaker = role === "assistant" || (role === "tool" && format === name) ? role : "user"
    const isSaid = said.length > 0 || typeof said === "string" || results.length === 0
    return [
      ...(results.length > 0 ? [{ role: "tool", content: results }] : []),
      ...(isSaid ? [{ role: speaker, content: said }] : [])
    ]
  })

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const content = Json.own(native, "content")
    const role = Field.oneOf(native, "role", ["user", "assistant", "system", "tool"]) ?? "participant"
    const parts: ReadonlyArray<Part.Part> =
      typeof content === "string"
        ? [{ type: "text", text: content }]
        : Field.elements(native, "content").map(EffectPart.read)
    return { version: 1, format: name, role, parts }
  })

/** The parts that Effect has for each role. If a message has only texts, its schema writes just the first one, so they are joined. */
const expressible = ({ parts, role }: Message.Message): Message.Message => {
  const taken = parts.flatMap((part): ReadonlyArray<Part.Part> => {
    if (part.type === "refusal") return [{ type: "text", text: part.text }]
    const isTaken = part.type === "tool-call" || part.type === "reasoning" ? role === "assistant" : true
    return isTaken && EffectPart.write(part, () => "") !== undefined ? [part] : []
  })
  const results = role === "assistant" ? [] : taken.filter(({ type }) => type === "tool-result")
  const texts = taken.flatMap((part) => (part.type === "text" ? [part.text] : []))
  const isText = texts.length > 1 && texts.length + results.length === taken.length
  return { version: 1, role, parts: isText ? [...results, { type: "text", text: texts.join("\n\n") }] : taken }
}

/** The format of the messages. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible,
  recognizes: Recognition.effectPrompt,
  variants: ["alone"],
  slot: MetadataSlot.of("options"),
  replayable: ToolName.given
}

/** The prompt around the messages. */
export const envelope: Envelope.Envelope = { field: "content", empty: {}, synthetic: [] }

/** The converter of prompts. */
export const converter: Converter.Converter<Json.JsonObject> = Envelope.of(envelope, Converter.of(definition))

const toPrompt = converter.export
const fromPrompt = converter.import

export {
  /** The prompt of a conversation. */
  toPrompt as export,
  /** The canonical messages of a prompt. */
  fromPrompt as import
}

/** The messages of OpenTelemetry's semantic conventions for generative AI (1.41.1), in the form of `gen_ai.input.messages` and `gen_ai.output.messages`. */
import { type Format, Json, type Message } from "@org/messages-core"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages, Run } from "../algebra/Definition.js"
import * as MetadataSlot from "../algebra/residue/MetadataSlot.js"
import * as Recognition from "../recognition/Recognition.js"
import * as Field from "../Field.js"
import type { OtelMessage } from "./OtelMessage.js"
import * as OtelPart from "./OtelPart.js"

const name = "otel"

/** Output messages need a finish reason. */
const write = (group: Messages, invent: Format.Invent = () => ""): Run =>
  group.map(({ author, finishReason, format, parts, role }) =>
    Json.compact({
      role,
      name: author?.name,
      parts: parts.map((part) => (part.type === "unknown" && format === name ? part.native : OtelPart.write(part))),
      finish_reason: role === "assistant" ? (finishReason ?? invent("finish")) : finishReason
    })
  )

const read = (run: Run): Messages =>
  run.map((native): Message.Message => {
    const author = Field.text(native, "name")
    return Json.compact({
      version: 1 as const,
      format: name,
      role: Field.oneOf(native, "role", roles) ?? ("participant" as const),
      author: author === undefined ? undefined : { name: author },
      parts: Field.elements(native, "parts").map(OtelPart.read),
      finishReason: Field.text(native, "finish_reason")
    })
  })

const roles = ["user", "assistant", "system", "developer", "tool"] as const

/** The format. */
export const definition: Definition = {
  name,
  split: (messages) => messages.map((message) => [message]),
  write,
  read,
  expressible: ({ format, ...message }) => message,
  variants: ["alone"],
  recognizes: Recognition.otel,
  slot: MetadataSlot.own
}

/** Whether an imported message has the exact type that an export promises. */
const isMessage = (element: Json.JsonObject): element is OtelMessage =>
  Field.text(element, "role") !== undefined && Field.elements(element, "parts").every(Json.isObject)

const converter = Converter.typed(definition, isMessage)

const toMessages = converter.export
const fromMessages = converter.import

export {
  /** The messages in the form of a span's attributes. */
  toMessages as export,
  /** The canonical messages of those of a span. */
  fromMessages as import
}

/** Examples for OpenAI's fine-tuning: one line for each conversation, with the Chat Completions messages that a model can be trained on. */
import { Json, type Message, type Part } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Converter from "../algebra/Converter.js"
import type { Definition, Messages } from "../algebra/Definition.js"
import * as Envelope from "../algebra/Envelope.js"
import { NotExpressible } from "../algebra/FormatError.js"
import * as Native from "../algebra/Native.js"
import * as WithReport from "../algebra/WithReport.js"
import * as Chat from "../chat/Chat.js"
import * as ChatContent from "../chat/ChatContent.js"
import * as Recognition from "../recognition/Recognition.js"

const name = "openai-fine-tuning"

const { replayable: ofChat } = Chat.definition

/** Keeps what a model can be trained on: there are fewer roles than in a request, and the only files are a user's images. */
const expressible = (message: Message.Message): Message.Message => {
  const sent = Chat.definition.expressible(message)
  const isSaid = (part: Part.Part) =>
    part.type !== "file" || (part.mediaType !== "image/gif" && ChatContent.elementOf(part)?.type === "image_url")
  return { ...sent, role: sent.role === "developer" ? "system" : sent.role, parts: sent.parts.filter(isSaid) }
}

/**
 * What may be sent to Chat Completions, up to the assistant's last message: an example ends with what the model has to learn. Its calls need no
 * results.
 */
const replayable: NonNullable<Definition["replayable"]> = (messages, invent, renamed) => {
  const last = messages.findLastIndex(isLearned)
  const final = messages[last]
  const answers = (final?.parts ?? []).flatMap((part) =>
    part.type === "tool-call" ? [{ type: "tool-result" as const, callId: part.callId }] : []
  )
  const upTo: Messages = [...messages.slice(0, last + 1), { version: 1, role: "tool", parts: answers }]
  const sent = ofChat?.(upTo, invent, renamed) ?? upTo
  return messages.map((message, index) => {
    const one = (index > last ? undefined : sent[index]) ?? message
    const parts = index < last ? one.parts : index > last ? [] : one.parts.filter(({ type }) => type !== "tool-result")
    return parts.length === one.parts.length ? one : { ...one, parts }
  })
}

/** Whether a message becomes a message of the assistant. */
const isLearned = (message: Message.Message): boolean => {
  const parts = message.parts.filter(({ type }) => type !== "tool-result")
  return message.role === "assistant" && Native.fromMessages(definition, [{ ...message, parts }], () => "").length > 0
}

/** The format of the messages of an example. */
export const definition: Definition = {
  ...Chat.definition,
  name,
  read: (run, variant) => Chat.definition.read(run, variant).map((message) => ({ ...message, format: name })),
  expressible,
  replayable
}

/** The example around the messages. */
export const envelope: Envelope.Envelope = { field: "messages", empty: {}, synthetic: [] }

const examples = Envelope.of(envelope, Converter.of(definition))

/** The converter of examples, which are write-only: a text of one line. */
export const converter: Converter.Converter<string> = Converter.writeOnly({
  name,
  hasSlot: false,
  recognizes: Recognition.fineTuning,
  import: examples.import,
  export: (messages, options) =>
    Either.flatMap(examples.export(messages, options), (exported) => {
      const { residue, value } = exported
      const list = Json.own(value, "messages")
      if (Json.isArray(list) && list.length === 0)
        return Either.left(
          new NotExpressible({
            format: name,
            problem: "it has no message of an assistant, so there is nothing to learn"
          })
        )
      return Either.right(WithReport.make(`${JSON.stringify(value)}\n`, () => exported.report, residue))
    })
})

const toLine = converter.export

export {
  /** The line of a conversation in a file of examples. */
  toLine as export
}

/** Makes sure that no two parts of a conversation are the same object: an export looks up the call ids that it replaced by the object of the part. */
import type { Message, Part } from "@org/messages-core"
import type { Messages } from "./Definition.js"

/** The messages, with copies of the parts that a program uses more than once; a message without such parts stays the same object. */
export const of = (messages: Messages): Messages => {
  const seen = new Set<Part.Part>()
  const isNew = (part: Part.Part) => seen.size < seen.add(part).size
  return messages.map((message): Message.Message => {
    const parts = message.parts.map((part) => (isNew(part) ? part : { ...part }))
    return parts.every((part, index) => part === message.parts[index]) ? message : { ...message, parts }
  })
}

/** The difference between messages and those that a format returns: residue in canonical terms, part by part. */
import { type ArrayEdits, Json, type Message, Residue } from "@org/messages-core"
import * as Alignment from "./Alignment.js"
import type { Messages } from "../Definition.js"
import type * as Section from "../Section.js"

/** The difference from `rebuilt` to the messages of a section; `undefined` if they are equal. */
export const of = (
  rebuilt: Messages,
  { callIds, messages, silent }: Pick<Section.Section, "callIds" | "messages" | "silent">
): Residue.Residue | undefined => {
  const edits: { [index: string]: ArrayEdits.Edit } = {}
  let said = 0
  for (const [index, message] of messages.entries()) {
    const from = silent.has(index) ? rebuilt.length : said++
    const ours = rebuilt[from]
    const edit = ours === undefined ? { is: message } : editOf(from, index, ours, message, callIds)
    if (edit !== undefined) edits[index] = edit
  }
  const length = rebuilt.length === messages.length ? undefined : messages.length
  return length === undefined && Object.keys(edits).length === 0
    ? undefined
    : { items: { "": Json.compact({ length, edits }) } }
}

const editOf = (
  from: number,
  index: number,
  ours: Message.Message,
  message: Message.Message,
  callIds: Alignment.CallIds
) => {
  if (Json.equal(ours, message)) return from === index ? undefined : { from }
  const fields = Residue.difference(ours, message, ["parts"])
  const parts = editsOfParts(ours, message, callIds)
  const residue = parts === undefined ? fields : { ...fields, items: { ...fields?.items, "/parts": parts } }
  return Json.compact({ from: from === index ? undefined : from, residue })
}

const editsOfParts = (
  ours: Message.Message,
  message: Message.Message,
  callIds: Alignment.CallIds
): ArrayEdits.ArrayEdits | undefined => {
  const edits: { [index: string]: ArrayEdits.Edit } = {}
  const pairs = Alignment.ofParts(ours, message, callIds)
  for (const [index, part] of message.parts.entries()) {
    const from = pairs[index]
    const other = from === undefined ? undefined : ours.parts[from]
    if (from === undefined || other === undefined) edits[index] = { is: part }
    else {
      const residue = Residue.difference(other, part)
      if (residue !== undefined || from !== index)
        edits[index] = Json.compact({ from: from === index ? undefined : from, residue })
    }
  }
  const length = ours.parts.length === message.parts.length ? undefined : message.parts.length
  return length === undefined && Object.keys(edits).length === 0 ? undefined : Json.compact({ length, edits })
}

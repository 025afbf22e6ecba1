/** What remains valid in the residual of an edited run: the messages and parts that never had an element, so that no edit can contradict them. */
import { type ArrayEdits, Json, type Message, type Part, type Residue } from "@org/messages-core"
import type { Definition, Messages } from "../Definition.js"
import * as Native from "../Native.js"

/**
 * What is kept of the parts that were read: their residue, only the ids of calls, nothing but their order, or not even that: then they come in
 * the order of the run.
 */
export type KeptOfParts = "residue" | "ids" | "order" | "nothing"

/**
 * The residue with only those new messages and parts that have no element; what was read from the run takes the places of the others. `whole`
 * is the result of applying the residue to the messages that were `rebuilt` from the run. `undefined` if the residue does not fit.
 */
export const of = (
  definition: Definition,
  rebuilt: Messages,
  whole: Messages,
  residue: Residue.Residue | undefined,
  kept: KeptOfParts
): Residue.Residue | undefined => {
  const said = new Set(rebuilt.flatMap(({ parts }) => parts.flatMap((part) => ("callId" in part ? [part.callId] : []))))
  const edits = spared(
    rebuilt.length,
    whole.length,
    residue?.items?.[""],
    (index) => isUnsaid(definition, whole[index], said),
    (index, from, residue) => inside(definition, rebuilt[from], whole[index], residue, kept)
  )
  return edits && { items: { "": edits } }
}

const inside = (
  definition: Definition,
  ours: Message.Message | undefined,
  message: Message.Message | undefined,
  residue: Residue.Residue | undefined,
  kept: KeptOfParts
): Residue.Residue | undefined => {
  const parts = residue?.items?.["/parts"]
  if (ours === undefined || message === undefined || parts === undefined) return residue
  const unsaid = unsaidOf(definition, message, parts)
  const isUnsaid = (index: number) => unsaid.has(message.parts[index])
  const residueOf = (residue: Residue.Residue | undefined) =>
    kept === "residue" ? residue : kept === "ids" ? idOf(residue) : undefined
  const change =
    kept === "nothing"
      ? undefined
      : (_index: number, _from: number, residue: Residue.Residue | undefined) => residueOf(residue)
  const edits = spared(ours.parts.length, message.parts.length, parts, isUnsaid, change)
  return edits && { ...residue, items: { ...residue?.items, "/parts": edits } }
}

/** The residue with nothing but the id of a call. */
const idOf = (residue: Residue.Residue | undefined): Residue.Residue | undefined => {
  const callId = residue?.present?.["callId"]
  return callId === undefined ? undefined : { present: { callId } }
}

/**
 * The edits of a list, where every new element that is not `unsaid` gives its place to the next element that no edit uses. Without `change`, no edit
 * uses any, so all come in their order.
 */
const spared = (
  count: number,
  length: number,
  { edits = {}, length: wanted = count }: ArrayEdits.ArrayEdits = {},
  isUnsaid: (index: number) => boolean,
  change?: (index: number, from: number, residue: Residue.Residue | undefined) => Residue.Residue | undefined
): ArrayEdits.ArrayEdits | undefined => {
  if (wanted !== length) return undefined
  const places = Array.from({ length }, (_, index): ArrayEdits.Edit => edits[index] ?? {})
  const used = new Set(
    places.map((edit, index) => ("is" in edit || change === undefined ? undefined : (edit.from ?? index)))
  )
  const unused = Array.from({ length: count }, (_, index) => index).filter((index) => !used.has(index))
  unused.reverse()
  const kept = places.flatMap((edit, index): ReadonlyArray<ArrayEdits.Edit> => {
    if (!("is" in edit) && change !== undefined) {
      const from = edit.from ?? index
      return [Json.compact({ from, residue: change(index, from, edit.residue) })]
    }
    if ("is" in edit && isUnsaid(index)) return [edit]
    const from = unused.pop()
    return from === undefined ? [] : [{ from }]
  })
  unused.reverse()
  // Insert before the unsaid parts at the end: in some formats, nothing may come between a call and its result.
  const end = kept.findLastIndex((edit) => !("is" in edit)) + 1 || kept.length
  const all = [...kept.slice(0, end), ...unused.map((from) => ({ from })), ...kept.slice(end)]
  return { length: all.length, edits: Object.fromEntries(all.entries()) }
}

/** The new parts that produce no element, neither alone nor among the others: an empty text between two joined texts does have an effect. */
const unsaidOf = (definition: Definition, message: Message.Message, { edits = {} }: ArrayEdits.ArrayEdits) => {
  const empty = made(definition, message, [])
  const whole = made(definition, message, message.parts)
  const alone = message.parts.filter((part, index) => {
    const edit = edits[index]
    return edit !== undefined && "is" in edit && Json.equal(made(definition, message, [part]), empty)
  })
  const types = new Set(alone.map(({ type }) => type))
  const unsaid = new Set<Part.Part | undefined>()
  for (const type of types) {
    const silent = new Set(alone.filter((part) => part.type === type))
    const others = message.parts.filter((part) => !silent.has(part))
    if (Json.equal(made(definition, message, others), whole)) for (const part of silent) unsaid.add(part)
  }
  return unsaid
}

/** Whether the run says nothing of a message: the format has no element for it, or only for calls and results that may not be sent. */
const isUnsaid = (definition: Definition, message: Message.Message | undefined, said: ReadonlySet<string>): boolean => {
  const parts = message?.parts.filter((part) => !("callId" in part) || said.has(part.callId))
  return message !== undefined && parts !== undefined && made(definition, message, parts).length === 0
}

/** The elements of a message with only these parts. */
const made = (definition: Definition, { format, role }: Message.Message, parts: ReadonlyArray<Part.Part>) =>
  Native.fromMessages(definition, [Json.compact({ version: 1 as const, format, role, parts })], () => "")

/** The residue of messages, without what it says of their parts. */
export const withoutParts = (residue: Residue.Residue | undefined): Residue.Residue | undefined => {
  const edits = Object.entries(residue?.items?.[""]?.edits ?? {}).flatMap(([index, edit]) => {
    if ("is" in edit || edit.residue === undefined) return []
    const { absent, items, present } = edit.residue
    const fields = Object.entries(present ?? {}).filter(([key]) => key !== "parts")
    const lists = Object.entries(items ?? {}).filter(([path]) => !path.startsWith("/parts"))
    const kept = Json.compact({
      absent: absent?.filter((path) => !path.startsWith("/parts")),
      present: fields.length === 0 ? undefined : Object.fromEntries(fields),
      items: lists.length === 0 ? undefined : Object.fromEntries(lists)
    })
    return [[index, { ...(edit.from !== undefined && { from: edit.from }), residue: kept }] as const]
  })
  return { items: { "": { edits: Object.fromEntries(edits) } } }
}

/** The residue without the fields that it records as absent, except the name of the format, which no document has. */
export const withoutAbsences = ({ absent, items, present }: Residue.Residue): Residue.Residue =>
  Json.compact({
    absent: absent?.includes("/format") === true ? ["/format"] : undefined,
    present,
    items:
      items &&
      Object.fromEntries(
        Object.entries(items).map(([path, { edits, ...list }]) => [
          path,
          edits === undefined
            ? list
            : { ...list, edits: Object.fromEntries(Object.entries(edits).map(([at, edit]) => [at, editOf(edit)])) }
        ])
      )
  })

const editOf = (edit: ArrayEdits.Edit): ArrayEdits.Edit =>
  "is" in edit || edit.residue === undefined ? edit : { ...edit, residue: withoutAbsences(edit.residue) }

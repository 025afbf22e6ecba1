/** What remains valid in the residual of an edited run: the messages and parts that never had an element, so that no edit can contradict them. */
import { type ArrayEdits, Json, type Message, type Part, type Residue } from "@org/messages-core"
import type { Definition, Messages } from "../Definition.js"
import * as Native from "../Native.js"

/**
 * What is kept of the parts that were read: their residue, only the ids of calls, only their order, or nothing, so that they come in
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
  const edits = spared(
    rebuilt.length,
    whole.length,
    { ...residue?.items?.[""], length: whole.length },
    unsaidAmong(definition, rebuilt, whole),
    (index, from, residue) => inside(definition, rebuilt[from], whole[index], residue, kept)
  )
  return edits && ofMessages(edits)
}

/** The residue with those new messages, and with what it says of the others besides their parts. */
export const fieldsOf = (
  definition: Definition,
  rebuilt: Messages,
  whole: Messages,
  residue: Residue.Residue | undefined
): Residue.Residue | undefined => {
  const isUnsaid = unsaidAmong(definition, rebuilt, whole)
  const edits = spared(rebuilt.length, whole.length, residue?.items?.[""], isUnsaid, (_index, _from, residue) =>
    residue === undefined ? undefined : ofFields(residue)
  )
  return edits && ofMessages(edits)
}

/** The residue with nothing but new messages that have no element: it puts them between messages that were `read` from the run. */
export const messagesOf = (
  definition: Definition,
  read: Messages,
  whole: Messages,
  residue: Residue.Residue | undefined
): Residue.Residue | undefined => {
  const list = { ...residue?.items?.[""], length: whole.length }
  const edits = spared(read.length, whole.length, list, unsaidAmong(definition, read, whole))
  return edits && ofMessages(edits)
}

const ofMessages = (edits: ArrayEdits.ArrayEdits): Residue.Residue => ({ items: { "": edits } })

const unsaidAmong = (definition: Definition, rebuilt: Messages, whole: Messages) => {
  const read = new Set(rebuilt.flatMap(callsOf))
  const all = whole.flatMap((message) => [...new Set(callsOf(message))])
  // A call or result that several messages have stands for the first that may be sent.
  const seen = new Set<string>()
  const repeated = new Set(all.filter((call) => seen.size === seen.add(call).size))
  const said = new Set([...read].filter((call) => !repeated.has(call)))
  return (index: number) => isUnsaid(definition, whole[index], said)
}

const callsOf = ({ parts }: Message.Message): ReadonlyArray<string> => parts.flatMap(callOf)

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
  const edits = spared(
    ours.parts.length,
    message.parts.length,
    { ...parts, length: message.parts.length },
    isUnsaid,
    change
  )
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
      // Messages that were joined into one have fewer places.
      return from < count ? [Json.compact({ from, residue: change(index, from, edit.residue) })] : []
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

/** Whether the run says nothing about a message: the format has no element for it, or it may not be sent. */
const isUnsaid = (
  { replayable, ...definition }: Definition,
  message: Message.Message | undefined,
  said: ReadonlySet<string>
): boolean => {
  if (message === undefined) return false
  if (made(definition, message, message.parts).length === 0) return true
  if (callsOf(message).some((call) => said.has(call))) return false
  const bare =
    replayable === undefined
      ? message
      : { ...message, parts: message.parts.filter((part) => callOf(part).length === 0) }
  const [sent = bare] = replayable?.([bare], () => "") ?? [bare]
  return made(definition, sent, sent.parts).length === 0
}

/** Identifies a call or a result by its type and call id; empty for other parts. */
const callOf = (part: Part.Part): ReadonlyArray<string> => ("callId" in part ? [`${part.type} ${part.callId}`] : [])

/** The elements of a message with only these parts. */
const made = (definition: Definition, { format, role }: Message.Message, parts: ReadonlyArray<Part.Part>) =>
  Native.fromMessages(definition, [Json.compact({ version: 1 as const, format, role, parts })], () => "")

/** The residue of messages, without what it says of their parts. */
export const withoutParts = (residue: Residue.Residue | undefined): Residue.Residue | undefined => {
  const edits = Object.entries(residue?.items?.[""]?.edits ?? {}).flatMap(([index, edit]) =>
    "is" in edit || edit.residue === undefined
      ? []
      : [[index, Json.compact({ from: edit.from, residue: ofFields(edit.residue) })] as const]
  )
  return { items: { "": { edits: Object.fromEntries(edits) } } }
}

const ofFields = ({ absent, items, present }: Residue.Residue): Residue.Residue => {
  const fields = Object.entries(present ?? {}).filter(([key]) => key !== "parts")
  const lists = Object.entries(items ?? {}).filter(([path]) => !path.startsWith("/parts"))
  return Json.compact({
    absent: absent?.filter((path) => !path.startsWith("/parts")),
    present: fields.length === 0 ? undefined : Object.fromEntries(fields),
    items: lists.length === 0 ? undefined : Object.fromEntries(lists)
  })
}

/**
 * The residue without the fields of messages that it records as absent, except the name of the format, which no document has; with `parts`, also without
 * those of their parts.
 */
export const withoutAbsences = (residue: Residue.Residue, of: "messages" | "parts"): Residue.Residue =>
  withoutAbsent(residue, of === "messages" ? 2 : Infinity)

/** The residue without absent fields, down to a depth of lists in lists. */
const withoutAbsent = ({ absent, items, present }: Residue.Residue, depth: number): Residue.Residue =>
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
            : {
                ...list,
                edits: Object.fromEntries(Object.entries(edits).map(([at, edit]) => [at, editOf(edit, depth)]))
              }
        ])
      )
  })

const editOf = (edit: ArrayEdits.Edit, depth: number): ArrayEdits.Edit =>
  "is" in edit || edit.residue === undefined || depth === 1
    ? edit
    : { ...edit, residue: withoutAbsent(edit.residue, depth - 1) }

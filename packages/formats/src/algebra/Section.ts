/** A conversation in sections: messages that belong together, and the run of native elements that they became. */
import type { Format, Json, Part } from "@org/messages-core"
import type * as Alignment from "./comparison/Alignment.js"
import type { Definition, Messages, Run } from "./Definition.js"
import * as Native from "./Native.js"

/** Some native elements, and the messages of the conversation that they stand for. */
export interface Section {
  /** The native elements. */
  readonly run: Run
  /** The canonical messages that they stand for. */
  readonly messages: Messages
  /** The places of the messages that have no element. */
  readonly silent: ReadonlySet<number>
  /** The call ids that parts of these messages have in the run, if the export replaced them. */
  readonly callIds: Alignment.CallIds
}

/**
 * The sections of a conversation. A group without any element joins the section before it, or the first one. A group whose results are among those
 * of an earlier group joins that one, so that an edit of either finds both.
 */
export const of = (definition: Definition, messages: Messages, invent: Format.Invent): ReadonlyArray<Section> => {
  const callIds = new Map<Part.Part, string>()
  const prepared = definition.replayable?.(messages, invent, (part, callId) => callIds.set(part, callId)) ?? messages
  const sections: Array<Growing> = []
  let pending: Array<Messages[number]> = []
  const idOf = (result: Part.ToolResult) => callIds.get(result) ?? result.callId
  /** The call ids of results that were moved to an earlier group, and whose own messages are still to come. */
  const moved = new Set<string>()
  let at = 0
  for (const group of definition.split(prepared)) {
    const originals = messages.slice(at, at + group.length)
    at += group.length
    const run = Native.fromMessages(definition, group, invent)
    const last = sections.at(-1)
    const isJoined = moved.size > 0
    const own = new Set(resultsOf(originals).map(idOf))
    const isSaid = [...own].some((id) => moved.has(id))
    for (const id of own) moved.delete(id)
    for (const { callId } of resultsOf(group)) if (!own.has(callId)) moved.add(callId)
    if (isJoined && last !== undefined && run.length > 0) {
      last.run = [...last.run, ...run]
      last.messages.push(...originals)
    } else if (run.length > 0) {
      sections.push({ run, messages: [...pending, ...originals], silent: new Set(pending.keys()), callIds })
      pending = []
    } else if (last === undefined) pending.push(...originals)
    else
      for (const original of originals) {
        if (!isSaid) last.silent.add(last.messages.length)
        last.messages.push(original)
      }
  }
  return pending.length === 0 ? sections : [{ run: [], messages: pending, silent: new Set(pending.keys()), callIds }]
}

interface Growing extends Section {
  run: Run
  readonly messages: Array<Messages[number]>
  readonly silent: Set<number>
}

/** The document of the sections, without slots. */
export const valueOf = (sections: ReadonlyArray<Section>): ReadonlyArray<Json.JsonObject> =>
  sections.flatMap(({ run }) => run)

const resultsOf = (messages: Messages): ReadonlyArray<Part.ToolResult> =>
  messages.flatMap(({ parts }) => parts.filter((part) => part.type === "tool-result"))

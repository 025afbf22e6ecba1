/** The ways to read a run that was edited, with less and less of its residue. */
import { Json, Message, Residue } from "@org/messages-core"
import type { Definition, Messages, Run } from "../Definition.js"
import * as Native from "../Native.js"
import * as Unfold from "../Unfold.js"
import * as Match from "./Match.js"
import * as Unsaid from "./Unsaid.js"

/** Computes one reading; `undefined` if the residue does not fit the run. */
export type Reading = () => Messages | undefined

/** The readings of a run, from the one with all residue to the one with none; `previous` is the group before the run. */
export const of = (
  definition: Definition,
  run: Run,
  rebuilt: Messages,
  residue: Residue.Residue | undefined,
  previous: Messages
): ReadonlyArray<Reading> => {
  const read = (residue: Residue.Residue | undefined) => canonical(Residue.restore(rebuilt, residue))
  const full = read(residue)
  // What a run says besides its messages is residue of the first one. If the messages no longer form one run, it has no place there.
  const plain = () => Unfold.messagesOf(definition, previous, run)
  const residues =
    residue === undefined
      ? [residue]
      : [residue, Unsaid.withoutAbsences(residue, "messages"), Unsaid.withoutAbsences(residue, "parts")]
  return [
    ...residues.flatMap((residue) => lessAndLess(definition, rebuilt, residue, read)),
    () => full && read(Unsaid.messagesOf(definition, rebuilt, full, residue)),
    () => full && canonical(Residue.restore(plain(), Unsaid.messagesOf(definition, plain(), full, residue))),
    ...residues.map((residue) => () => read(Unsaid.withoutParts(residue))),
    () => rebuilt,
    plain
  ]
}

/** The readings with this residue. */
const lessAndLess = (
  definition: Definition,
  rebuilt: Messages,
  residue: Residue.Residue | undefined,
  read: (residue: Residue.Residue | undefined) => Messages | undefined
): ReadonlyArray<Reading> => {
  const whole = read(residue)
  return whole === undefined
    ? []
    : [
        () => whole,
        ...kept.map((kept) => () => read(Unsaid.of(definition, rebuilt, whole, residue, kept))),
        ...(rebuilt.length < 2 ? [] : kept).map((kept) => () => {
          const one = together(rebuilt)
          return canonical(Residue.restore(one, Unsaid.of(definition, one, whole, residue, kept)))
        }),
        () => read(Unsaid.fieldsOf(definition, rebuilt, whole, residue))
      ]
}

/** Joins messages into one, because one message may have become several elements, each of which is read as a message. */
const together = (messages: Messages): Messages =>
  messages.slice(0, 1).map((first) => ({ ...first, parts: messages.flatMap(({ parts }) => parts) }))

const kept = ["residue", "ids", "order", "nothing"] as const

/** The first reading that exports to the run, whatever comes before and after it. */
export const alone = (definition: Definition, run: Run, readings: ReadonlyArray<Reading>): Messages | undefined => {
  for (const reading of readings) {
    const messages = reading()
    if (messages !== undefined && says(definition, messages, run)) return messages
  }
  return readings.at(-1)?.()
}

/** The restored value, if it is a list of canonical messages within the limits. */
export const canonical = (value: Residue.Root): Messages | undefined =>
  Json.isArray(value) && Json.isJson(value, limits) && value.every(Message.isMessage) ? value : undefined

/** The residue of a group may use one element many times, so the size of its result is bounded before anything visits it. */
const limits = { ...Json.limits, values: 4 * Json.maximumValues, depth: Json.maximumDepth + 8 }

const says = (definition: Definition, messages: Messages, run: Run): boolean => {
  const groups = definition.split(messages)
  // With several groups, only the name of a tool may be invented: other invented values might come from another group.
  const { invent, matches } = Match.make((need) => groups.length === 1 || need === "tool")
  return matches(
    groups.flatMap((group) => Native.fromMessages(definition, group, invent)),
    run
  )
}

/** What is kept beside a run of native elements, so that exactly its original messages come back. */
import { SchemaGuard, Json, Message, Residue, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"
import type { Definition, Messages, Run } from "./Definition.js"
import * as Difference from "./comparison/Difference.js"
import * as Digest from "./comparison/Digest.js"
import * as Inventor from "./Inventor.js"
import * as Native from "./Native.js"
import * as ToolName from "../replay/ToolName.js"
import * as Section from "./Section.js"
import * as Unfold from "./Unfold.js"
import * as Unsaid from "./Unsaid.js"

/** The key of a slot, the same in every format. */
export const key = "messages/residue"

/** The content of a slot or of an entry of a sidecar. */
export const Residual = Schema.Struct({
  as: SchemaField.optional(Schema.String, "The variant to read the run with, if it is not the format's first"),
  residue: SchemaField.optional(
    Residue.Residue,
    "The difference between the original messages and those that are read from the run"
  ),
  of: SchemaField.required(
    Schema.String.pipe(Schema.pattern(/^([0-9a-f]{8}( [0-9a-f]{8})*)?$/)),
    "The digests of the elements of the run, without slots"
  )
}).annotations({ identifier: "Residual", description: "What is kept beside a run of native elements" })

export type Residual = typeof Residual.Type

/** Whether a value has the form of a residual. */
export const isResidual = SchemaGuard.of(Residual)

/** The digests of a run, in the form that a residual stores. */
export const digestOf = (run: Run): string => run.map(Digest.of).join(" ")

/** What must be kept beside a section's run so that its messages come back; `undefined` if they come back without it after the `previous` ones. */
export const of = (
  definition: Definition,
  { lead, messages, run }: Section.Section,
  previous: Messages
): Residual | undefined => {
  // Messages that are read without a residual name this format, so messages of another format always need one.
  const mayStandAlone = run.length > 0 && messages.every(({ format }) => format === definition.name)
  if (mayStandAlone && Json.equal(Unfold.groupsOf(definition, previous, run).flat(), messages)) return undefined
  const [usual, ...others] = definition.variants
  const rebuilt = run.length === 0 ? [] : Native.toMessages(definition, run, usual)
  let best = { as: usual, residue: Difference.of(rebuilt, messages, lead) }
  if (run.length > 0 && !fits(rebuilt, messages, lead)) {
    let size = sizeOf(best)
    for (const as of others) {
      const candidate = { as, residue: Difference.of(Native.toMessages(definition, run, as), messages, lead) }
      if (sizeOf(candidate) >= size) continue
      best = candidate
      size = sizeOf(best)
    }
  }
  const as = best.as === usual ? undefined : best.as
  return Json.compact({ as, residue: best.residue, of: digestOf(run) })
}

/** What comes before a run. */
export interface Before {
  /** The messages of the group before it. */
  readonly previous: Messages
  /** The names of the calls before it by their ids, in formats whose results have them. */
  readonly names: ReadonlyMap<string, string>
}

/**
 * The messages of a run and its residual; `undefined` if the residual cannot be used. It is foreign input, so the result must be canonical
 * and within the limits of messages. If the run was edited since, only the parts of the residual that do not contradict it are used.
 */
export const restore = (
  definition: Definition,
  run: Run,
  { as, of, residue }: Residual,
  before: Before
): Messages | undefined => {
  const { variants } = definition
  const variant = as ?? variants[0]
  if (!variants.includes(variant)) return undefined
  const rebuilt = run.length === 0 ? [] : Native.toMessages(definition, run, variant)
  if (of === digestOf(run)) return canonical(Residue.restore(rebuilt, residue))
  for (const attempt of attemptsOf(definition, rebuilt, residue)) {
    const messages = canonical(Residue.restore(rebuilt, attempt()))
    if (messages !== undefined && says(definition, messages, run, before)) return messages
  }
  // What a run says besides its messages is residue of the first one. If the messages no longer form one run, it has no place there.
  return says(definition, rebuilt, run, before) ? rebuilt : Unfold.groupsOf(definition, before.previous, run).flat()
}

/** Less and less of the residue of an edited run. A field that it records as absent may exist now, if an invented value was edited. */
const attemptsOf = (
  definition: Definition,
  rebuilt: Messages,
  residue: Residue.Residue | undefined
): ReadonlyArray<() => Residue.Residue | undefined> =>
  [residue, ...(residue === undefined ? [] : [Unsaid.withoutAbsences(residue)])].flatMap((residue) => {
    const whole = canonical(Residue.restore(rebuilt, residue))
    return [
      () => residue,
      () => whole && Unsaid.of(definition, rebuilt, whole, residue, "whole"),
      () => whole && Unsaid.of(definition, rebuilt, whole, residue, "bare"),
      () => Unsaid.withoutParts(residue)
    ]
  })

const fits = (rebuilt: Messages, messages: Messages, lead: number): boolean =>
  rebuilt.length === messages.length - lead &&
  rebuilt.every(({ parts }, index) => parts.length === messages[index + lead]?.parts.length)

const sizeOf = (residual: object): number => JSON.stringify(residual).length

const canonical = (value: Residue.Root): Messages | undefined =>
  Json.isArray(value) && Json.isJson(value, limits) && value.every(Message.isMessage) ? value : undefined

/** The residue of a group may use one element many times, so the size of its result is bounded before anything visits it. */
const limits = { ...Json.limits, values: 4 * Json.maximumValues, depth: Json.maximumDepth + 8 }

/** Whether messages export to this run, apart from invented values. Several groups must also do so as a conversation that may be sent again. */
const says = (definition: Definition, given: Messages, run: Run, { names }: Before): boolean => {
  const messages = definition.namesResults === true ? ToolName.after(names, given) : given
  const groups = definition.split(messages)
  let count = 0
  // With several groups, only the name of a tool may be invented: other invented values might come from another group.
  const invent = (need: string) =>
    groups.length === 1 || need === "tool" ? `${madeUp}${need} ${count++}` : `\u0000nothing${count++}`
  return (
    matches(
      groups.flatMap((group) => Native.fromMessages(definition, group, invent)),
      run
    ) &&
    (groups.length === 1 || matches(Section.valueOf(Section.of(definition, messages, invent)), run))
  )
}

const madeUp = "\u0000made up: "

const matches = (ours: Json.Json, theirs: Json.Json): boolean => {
  if (typeof ours === "string" && ours.includes(madeUp)) {
    const [before = "", after = ""] = ours.split(madeUp)
    const [need = ""] = after.split(" ")
    return (
      typeof theirs === "string" && theirs.startsWith(before) && Inventor.mayHaveMade(need, theirs.slice(before.length))
    )
  }
  if (Json.isArray(ours))
    return (
      Json.isArray(theirs) && ours.length === theirs.length && ours.every((one, at) => matches(one, theirs[at] ?? null))
    )
  if (!Json.isObject(ours)) return ours === theirs
  const keys = Object.keys(ours)
  return (
    Json.isObject(theirs) &&
    keys.length === Object.keys(theirs).length &&
    keys.every((key) => Object.hasOwn(theirs, key) && matches(ours[key] ?? null, theirs[key] ?? null))
  )
}

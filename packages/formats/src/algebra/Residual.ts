/** What is kept beside a run of native elements, so that exactly its original messages come back. */
import { Drift, Json, Message, Residue, SchemaField } from "@org/messages-core"
import * as Schema from "effect/Schema"
import type { Definition, Messages, Run } from "./Definition.js"
import * as Difference from "./comparison/Difference.js"
import * as Digest from "./comparison/Digest.js"
import * as Native from "./Native.js"
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
export const isResidual = Drift.guard(Residual)

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

/**
 * The messages of a run and its residual; `undefined` if the residual cannot be used. It is foreign input, so the result must be canonical
 * and within the limits of messages. If the run was edited since, only the parts of the residual that do not contradict it are used.
 */
export const restore = (definition: Definition, run: Run, { as, of, residue }: Residual): Messages | undefined => {
  const { variants } = definition
  const variant = as ?? variants[0]
  if (!variants.includes(variant)) return undefined
  const rebuilt = run.length === 0 ? [] : Native.toMessages(definition, run, variant)
  if (of === digestOf(run)) return canonical(Residue.restore(rebuilt, residue))
  const whole = canonical(Residue.restore(rebuilt, residue))
  const kept = [
    () => residue,
    () => whole && Unsaid.of(definition, rebuilt, whole, residue, "whole"),
    () => whole && Unsaid.of(definition, rebuilt, whole, residue, "bare"),
    () => withoutParts(residue)
  ]
  for (const attempt of kept) {
    const messages = canonical(Residue.restore(rebuilt, attempt()))
    if (messages !== undefined && says(definition, messages, run)) return messages
  }
  return rebuilt
}

const fits = (rebuilt: Messages, messages: Messages, lead: number): boolean =>
  rebuilt.length === messages.length - lead &&
  rebuilt.every(({ parts }, index) => parts.length === messages[index + lead]?.parts.length)

const sizeOf = (residual: object): number => JSON.stringify(residual).length

const canonical = (value: Residue.Root): Messages | undefined =>
  Json.isArray(value) && Json.isJson(value, limits) && value.every(Message.isMessage) ? value : undefined

/** The residue of a group may use one element many times, so the size of its result is bounded before anything visits it. */
const limits = { ...Json.limits, values: 4 * Json.maximumValues, depth: Json.maximumDepth + 8 }

/** Whether messages export to this run, apart from invented values. Several groups must also do so as a conversation that may be sent again. */
const says = (definition: Definition, messages: Messages, run: Run): boolean => {
  const groups = definition.split(messages)
  let count = 0
  // With several groups, only the name of a result may be invented: other invented values might come from another group.
  const invent = (need: string) =>
    groups.length === 1 || need === "tool" ? `${anything}${count++}` : `\u0000nothing${count++}`
  return (
    matches(
      groups.flatMap((group) => Native.fromMessages(definition, group, invent)),
      run
    ) &&
    (groups.length === 1 || matches(Section.valueOf(Section.of(definition, messages, invent)), run))
  )
}

const anything = "\u0000anything"

const matches = (ours: Json.Json, theirs: Json.Json): boolean => {
  if (typeof ours === "string" && ours.startsWith(anything)) return true
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

/** The residue of messages, without the residue of their parts. */
const withoutParts = (residue: Residue.Residue | undefined): Residue.Residue | undefined => {
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

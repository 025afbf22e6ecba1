/** What is kept beside a run of native elements, so that exactly its original messages come back. */
import { Json, Residue, SchemaField, SchemaGuard } from "@org/messages-core"
import * as Schema from "effect/Schema"
import type { Definition, Messages, Run } from "../Definition.js"
import * as Difference from "../comparison/Difference.js"
import * as Digest from "../comparison/Digest.js"
import type * as Edited from "../edits/Edited.js"
import * as Readings from "../edits/Readings.js"
import * as Native from "../Native.js"
import type * as Section from "../Section.js"
import * as Unfold from "../Unfold.js"

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
export const of = (definition: Definition, section: Section.Section, previous: Messages): Residual | undefined => {
  const { messages, run, silent } = section
  // Messages that are read without a residual name this format, so messages of another format always need one.
  const mayStandAlone = run.length > 0 && messages.every(({ format }) => format === definition.name)
  if (mayStandAlone && Json.equal(Unfold.messagesOf(definition, previous, run), messages)) return undefined
  const [usual, ...others] = definition.variants
  const rebuilt = run.length === 0 ? [] : Native.toMessages(definition, run, usual)
  let best = { as: usual, residue: Difference.of(rebuilt, section) }
  if (run.length > 0 && !fits(rebuilt, messages, silent)) {
    let size = sizeOf(best)
    for (const as of others) {
      const candidate = { as, residue: Difference.of(Native.toMessages(definition, run, as), section) }
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
 * and within the limits of messages. If the run was edited since, only the parts of the residual that do not contradict it are used. `previous` is the
 * group before the run.
 */
export const restore = (
  definition: Definition,
  run: Run,
  { as, of, residue }: Residual,
  previous: Messages
): Edited.EditablePiece | undefined => {
  const { variants } = definition
  const variant = as ?? variants[0]
  if (!variants.includes(variant)) return undefined
  const rebuilt = run.length === 0 ? [] : Native.toMessages(definition, run, variant)
  const isEdited = of !== digestOf(run)
  const readings = isEdited ? Readings.of(definition, run, rebuilt, residue, previous) : undefined
  const messages =
    readings === undefined
      ? Readings.canonical(Residue.restore(rebuilt, residue))
      : Readings.alone(definition, run, readings)
  return messages && { run, messages, ...(readings !== undefined && { readings }) }
}

const fits = (rebuilt: Messages, messages: Messages, silent: ReadonlySet<number>): boolean => {
  const said = messages.filter((_, index) => !silent.has(index))
  return (
    rebuilt.length === said.length && rebuilt.every(({ parts }, index) => parts.length === said[index]?.parts.length)
  )
}

const sizeOf = (residual: object): number => JSON.stringify(residual).length

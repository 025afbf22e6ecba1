/** Converts groups of messages to runs of native elements and back, without loss for messages of the format itself. */
import { type Format, Json, Lossless, type Message, Reconcile, Residue } from "@org/messages-core"
import type { Definition, Messages, Run } from "./Definition.js"

/** The messages of a run. Everything that their fields do not express is residue of the first. */
export const toMessages = (definition: Definition, run: Run, variant: string): Messages => {
  const messages = definition.read(run, variant)
  if (definition.isLossless === true) return messages
  const [first, ...rest] = messages
  if (first === undefined) return messages
  const residue = differenceOf(definition.write(messages), run)
  return residue === undefined ? messages : [{ ...first, residue }, ...rest]
}

/** The run of a group. Messages of the format itself return exactly as they came, except where their fields were edited: edits win. */
export const fromMessages = (definition: Definition, group: Messages, invent: Format.Invent): Run => {
  const { expressible, isLossless, name, read, variants, write } = definition
  if (isLossless === true) return write(group)
  const bare = group.map(Lossless.withoutResidue)
  if (!group.every(({ format }) => format === name)) return write(bare.map(expressible), invent)
  const [first] = group
  const rebuilt = write(bare)
  const restored = restore(rebuilt, first?.residue)
  if (variants.some((variant) => Json.equal(read(restored, variant), bare))) return restored
  const made = write(bare, invent)
  const target = read(made, variants[0])
  const agrees = (run: Run) => Json.equal(read(run, variants[0]), target)
  const edited = restore(made, first?.residue)
  if (agrees(edited)) return edited
  const [only] = made
  if (first?.residue === undefined || made.length !== 1 || only === undefined) return made
  return [Reconcile.keep(only, Reconcile.entriesOf({ ...first, parts: [] }, []), (native) => agrees([native]))]
}

const differenceOf = (rebuilt: Run, run: Run): Residue.Residue | undefined => {
  const [ours] = rebuilt
  const [theirs] = run
  return rebuilt.length === 1 && run.length === 1 && ours !== undefined && theirs !== undefined
    ? Residue.difference(ours, theirs)
    : Residue.difference(rebuilt, run)
}

/** Only the residue of a list has an entry for the whole list. */
const restore = (rebuilt: Run, residue: Message.Message["residue"]): Run => {
  if (residue === undefined) return rebuilt
  const [only] = rebuilt
  if (rebuilt.length === 1 && only !== undefined && residue.items?.[""] === undefined)
    return [Residue.restoreObject(only, residue)]
  const restored = Residue.restore(rebuilt, residue)
  return Json.isArray(restored) && restored.every(Json.isObject) ? restored : rebuilt
}

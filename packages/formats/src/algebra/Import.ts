/** Reads a document of a format as canonical messages: from its slots, from its sidecar, or alone. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import * as MatchedRun from "./comparison/MatchedRun.js"
import type { Definition, Messages, Run } from "./Definition.js"
import * as Edited from "./edits/Edited.js"
import { InvalidDocument } from "./FormatError.js"
import * as Residual from "./residue/Residual.js"
import * as Sidecar from "./residue/Sidecar.js"
import * as Slot from "./residue/Slot.js"
import * as Unfold from "./Unfold.js"

/** The result of an import. */
export interface Import {
  /** The canonical messages, in the order of the document. */
  readonly messages: Messages
  /** Slots and sidecars that could not be used, as JSON Pointers into the document; the sidecar is at `""`. */
  readonly ignored: ReadonlyArray<string>
  /** The content of the document that is not in its messages, unchanged: the other lines of a session file, or the other keys of a body. */
  readonly others?: ReadonlyArray<Json.JsonObject>
}

/** The messages of a document, which is an array of objects. A `residue` that is not a sidecar of this format is ignored, and so is an invalid slot. */
export const of = (
  definition: Definition,
  value: unknown,
  residue?: unknown
): Either.Either<Import, InvalidDocument> => {
  const elements = elementsOf(definition.name, value)
  return Either.map(elements, (elements) => read(definition, elements, residue))
}

/** The messages of elements. */
export const read = (definition: Definition, elements: Run, residue?: unknown): Import => {
  const ignored: Array<string> = []
  const pieces: Array<Edited.EditablePiece> = []
  const previous = () => pieces.at(-1)?.messages ?? []
  const alone = (run: Run) => {
    for (const piece of Unfold.piecesOf(definition, previous(), run)) pieces.push(piece)
  }
  const sidecar = Sidecar.isSidecar(residue) && residue.format === definition.name ? residue : undefined
  if (sidecar !== undefined) {
    const nothing = Sidecar.ofNothing(sidecar)
    const piece = nothing && Residual.restore(definition, [], nothing, previous())
    if (piece !== undefined) pieces.push(piece)
    for (const { residual, run } of MatchedRun.of(sidecar, elements)) {
      const piece = residual && Residual.restore(definition, run, residual, previous())
      if (piece !== undefined) pieces.push(piece)
      else alone(run)
      if (residual !== undefined && piece === undefined) ignored.push("")
    }
    const messages = Edited.messagesOf(definition, pieces)
    return { messages, ignored, ...(sidecar.others !== undefined && { others: sidecar.others }) }
  }
  if (residue !== undefined) ignored.push("")
  const { slot } = definition
  if (slot === undefined) alone(elements)
  else
    for (let index = 0; index < elements.length;) {
      const [element] = elements.slice(index, index + 1)
      if (element === undefined) break
      const residual = Slot.get(slot, element)
      const found = residual && Slot.runAt({ ...definition, slot }, elements, index, residual)
      const piece = residual && found && Residual.restore(definition, found.run, residual, previous())
      if (piece !== undefined) pieces.push(piece)
      else {
        if (slot.get(element) !== undefined) ignored.push(Json.pointer([index]))
        alone([element])
      }
      index = piece === undefined || found === undefined ? index + 1 : found.next
    }
  return { messages: Edited.messagesOf(definition, pieces), ignored }
}

const elementsOf = (format: string, value: unknown): Either.Either<Run, InvalidDocument> => {
  const wrong = (path: string, problem: string) => Either.left(new InvalidDocument({ format, path, problem }))
  if (!Array.isArray(value)) return wrong("", "is not a list")
  const elements: Array<Json.JsonObject> = []
  for (const [index, element] of value.entries()) {
    const fault = Json.fault(element)
    if (fault !== undefined) return wrong(`/${index}${fault.path}`, `is ${fault.problem}`)
    if (!Json.isJson(element) || !Json.isObject(element)) return wrong(`/${index}`, "is not an object")
    elements.push(element)
  }
  return Either.right(elements)
}

/** Canonical parts inside documents of other formats. They say all with their fields: residue in them would be that of another format. */
import { Drift, type Json, Part } from "@org/messages-core"

const isPart = Drift.guard(Part.Part)

/** The part that a value is, if it is one without residue. */
export const of = (value: Json.Json | undefined): Part.Part | undefined => {
  if (!isPart(value) || value.residue !== undefined) return undefined
  return value.type === "tool-result" && value.content?.some(({ residue }) => residue !== undefined) ? undefined : value
}

/** Canonical parts inside documents of other formats. They have fields only, because their residue would belong to another format. */
import { SchemaGuard, type Json, Part } from "@org/messages-core"

const isPart = SchemaGuard.of(Part.Part)

/** The value as a part, if it is a part without residue. */
export const of = (value: Json.Json | undefined): Part.Part | undefined => {
  if (!isPart(value) || value.residue !== undefined) return undefined
  return value.type === "tool-result" && value.content?.some(({ residue }) => residue !== undefined) ? undefined : value
}

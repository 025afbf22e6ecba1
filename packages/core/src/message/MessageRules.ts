/** The rules of a message that concern several fields, for the Effect schema and for JSON Schema. */
import { names } from "../provider/Provider.js"
import type { Part } from "./Part.js"

/** The fields that the rules concern. */
interface Ruled {
  readonly format?: string
  readonly ref?: string
  readonly parts: ReadonlyArray<Part>
  readonly residue?: object
}

/** Residue needs a format, because it belongs to one. A message of a provider may only have a ref of that provider. */
export const holds = ({ format, parts, ref, residue }: Ruled): boolean => {
  if (format === undefined) return residue === undefined && !parts.some(hasResidue)
  return ref === undefined || !names.some((name) => name === format) || ref.startsWith(`${format}:`)
}

/** Whether a part, or a part in it, has residue. */
export const hasResidue = (part: Part): boolean =>
  part.residue !== undefined ||
  (part.type === "tool-result" && part.content !== undefined && part.content.some(hasResidue))

const noResidue = { type: "object", properties: { residue: false } }

const noResidueInContent = {
  type: "object",
  if: { type: "object", properties: { type: { const: "tool-result" } } },
  then: { type: "object", properties: { content: { type: "array", items: noResidue } } }
}

/** The same rules in JSON Schema. */
export const jsonSchema = {
  allOf: [
    {
      if: { not: { type: "object", required: ["format"] } },
      then: {
        properties: { residue: false, parts: { type: "array", items: { allOf: [noResidue, noResidueInContent] } } }
      }
    },
    ...names.map((name) => ({
      if: { type: "object", required: ["format"], properties: { format: { const: name } } },
      then: { type: "object", properties: { ref: { type: "string", pattern: `^${name}:` } } }
    }))
  ]
}

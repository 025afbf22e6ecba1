/** The residue of parts: each part keeps what its fields do not express of its native element. */
import { isArray, isObject, type Json } from "../json/Json.js"
import type { List } from "./Format.js"
import { hasResidue } from "./MessageRules.js"
import type { Part } from "./Part.js"
import { difference, type Residue, restore } from "./Residue.js"

/** Adds to each part the difference between its rebuilt and its native element. Returns the same array if nothing differs. */
export const keep = <P extends Part>(
  list: List,
  parts: ReadonlyArray<P>,
  rebuilt: ReadonlyArray<Json>,
  native: ReadonlyArray<Json>
): ReadonlyArray<P> => {
  let at = 0
  let kept: Array<P> | undefined
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]
    if (part === undefined || !list.holds(part)) continue
    const result = keepOne(list, part, rebuilt[at], native[at])
    at += 1
    if (result !== part) (kept ??= [...parts])[index] = result
  }
  return kept ?? parts
}

/** Puts the residue of the parts back into the rebuilt elements. Returns the same array if no part has residue. */
export const putBack = (list: List, parts: ReadonlyArray<Part>, rebuilt: ReadonlyArray<Json>): ReadonlyArray<Json> => {
  const standing = parts.filter(list.holds)
  return standing.some(hasResidue) ? rebuilt.map((element, at) => putBackOne(list, standing[at], element)) : rebuilt
}

const keepOne = <P extends Part>(list: List, part: P, ours: Json | undefined, theirs: Json | undefined): P => {
  if (ours === theirs || !isObject(ours) || !isObject(theirs)) return part
  const { nested } = list
  if (nested !== undefined && part.type === "tool-result" && part.content !== undefined) {
    const elements = ours[nested]
    const natives = theirs[nested]
    if (isArray(elements) && isArray(natives)) {
      const content = keep(contentList, part.content, elements, natives)
      const whole = content === part.content ? part : { ...part, content }
      return withResidue(whole, difference(ours, theirs, [nested]))
    }
  }
  return withResidue(part, difference(ours, theirs))
}

const putBackOne = (list: List, part: Part | undefined, ours: Json): Json => {
  if (part === undefined || !isObject(ours)) return ours
  const { nested } = list
  const elements = nested === undefined ? undefined : ours[nested]
  const whole =
    nested !== undefined && part.type === "tool-result" && part.content !== undefined && isArray(elements)
      ? { ...ours, [nested]: putBack(contentList, part.content, elements) }
      : ours
  return restore(whole, part.residue)
}

const contentList: List = { holds: () => true }

const withResidue = <P extends Part>(part: P, residue: Residue | undefined): P =>
  residue === undefined ? part : Object.assign({}, part, { residue })

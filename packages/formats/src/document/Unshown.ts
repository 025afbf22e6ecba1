/** Lists what a document does not show of a message: metadata, and residue that adds something to the fields. */
import { Json, type Message, type Part, type Residue } from "@org/messages-core"
import * as ShownValue from "./ShownValue.js"

/** The paths of the values that are not shown, those of the message itself first. */
export const of = (message: Message.Message): ReadonlyArray<string> => [
  ...fields("metadata.", message.metadata, () => false, false),
  ...(message.residue === undefined ? [] : ofResidue("", message.residue, ShownValue.ofMessage(message), false)),
  ...within("parts", message.parts)
]

const within = (path: string, parts: ReadonlyArray<Part.Part>): ReadonlyArray<string> =>
  parts.flatMap((part, index) => [
    ...(part.residue === undefined
      ? []
      : ofResidue(`${path}.${index}.`, part.residue, ShownValue.ofParts([part]), true)),
    ...("content" in part ? within(`${path}.${index}.content`, part.content ?? []) : [])
  ])

const ofResidue = (
  prefix: string,
  { items = {}, present }: Residue.Residue,
  isShown: ShownValue.IsShown,
  isElement: boolean
): ReadonlyArray<string> => [
  ...fields(prefix, present, isShown, isElement),
  ...Object.entries(items).flatMap(([pointer, { edits = {} }]) =>
    Object.entries(edits).flatMap(([index, edit]) => {
      const path = prefix + [...Json.keysOf(pointer), index].join(".")
      if ("is" in edit) return isNull(edit.is) ? [] : element(path, Json.keysOf(pointer).at(-1) ?? "", edit.is, isShown)
      return edit.residue === undefined ? [] : ofResidue(`${path}.`, edit.residue, isShown, true)
    })
  )
]

const fields = (
  prefix: string,
  value: Json.JsonObject | undefined,
  isShown: ShownValue.IsShown,
  isElement: boolean
): ReadonlyArray<string> =>
  Object.entries(value ?? {}).flatMap(([key, child]) =>
    // The first element of a document holds the rest of the document.
    key === "messages/document" && Json.isObject(child)
      ? fields(`${prefix}document.`, child, () => false, false)
      : paths(prefix + key, key, child, isShown, { isElement, isTop: true })
  )

/** The path of a value; if some of its children are shown, the paths of the others. */
const paths = (
  path: string,
  key: string,
  value: Json.Json,
  isShown: ShownValue.IsShown,
  place: ShownValue.Place
): ReadonlyArray<string> => {
  if (isNull(value) || key === slot || isShown(key, value, place)) return []
  if (Json.isArray(value))
    return folded(
      path,
      value.flatMap((child, index) => {
        const at = `${path}.${index}`
        return isNull(child) ? [] : [{ path: at, found: element(at, key, child, isShown) }]
      }),
      false
    )
  return Json.isObject(value) ? folded(path, childrenOf(path, value, isShown), partial.has(key)) : [path]
}

/** The paths in an element of a list. Its type says something only if nothing else of it is shown. */
const element = (path: string, key: string, value: Json.Json, isShown: ShownValue.IsShown): ReadonlyArray<string> => {
  if (!Json.isObject(value)) return paths(path, key, value, isShown, inside)
  if (isShown(key, value, inside)) return []
  const children = childrenOf(path, value, isShown)
  const isPartlyShown = children.some(({ found, isNull, path }) => !isNull && found[0] !== path)
  return folded(
    path,
    children.map((child) => (isPartlyShown && child.path === `${path}.type` ? { ...child, found: [] } : child)),
    false
  )
}

interface Child {
  readonly path: string
  /** The paths that are not shown. */
  readonly found: ReadonlyArray<string>
}

const childrenOf = (
  path: string,
  object: Json.JsonObject,
  isShown: ShownValue.IsShown
): ReadonlyArray<Child & { readonly isNull: boolean }> =>
  Object.entries(object).map(([key, child]) => ({
    path: `${path}.${key}`,
    isNull: isNull(child),
    found: paths(`${path}.${key}`, key, child, isShown, inside)
  }))

/** One path for all children if none of them is shown, and the value cannot have others that are. */
const folded = (path: string, children: ReadonlyArray<Child>, isPartial: boolean): ReadonlyArray<string> =>
  (children.length === 0 || !isPartial) && children.every(({ found, path }) => found.length === 1 && found[0] === path)
    ? [path]
    : children.flatMap(({ found }) => found)

const inside: ShownValue.Place = { isElement: false, isTop: false }

/** Where documents keep our own residue. */
const slot = "messages/residue"

/** Native objects with keys that fields of the message or of a part show, so that residue holds only the others. */
const partial = new Set([
  ...["message", "payload", "data", "update", "usage", "usage_metadata", "response_metadata", "metadata", "metrics"],
  ...["input_token_details", "output_token_details", "observation", "author", "approval"],
  ...["function", "custom", "file", "input_audio", "image_url", "source", "resource"]
])

/** Whether a value is null or a list of nulls. */
const isNull = (value: Json.Json): boolean =>
  value === null || (Json.isArray(value) && value.length > 0 && value.every(isNull))

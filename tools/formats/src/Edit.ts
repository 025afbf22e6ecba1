/** What another program may edit in a document: its first text, the output of its first result, and what an export made up. */
import { Json } from "@org/messages-core"
import type { Export } from "@org/messages-formats"
import { output } from "./HostileMessages.js"

/** A document with one edit, and the index of the first element that has it. */
export interface Edit {
  readonly at: number
  readonly document: ReadonlyArray<Json.JsonObject>
  /** Whether the edited value was made up by the export. */
  readonly isInvented: boolean
}

/** Documents with one edit each. */
export const of = ({ report, value }: Export.Export): ReadonlyArray<Edit> => [
  ...inFirst(value, withText),
  ...inFirst(value, withOutput),
  ...report.synthetic.slice(0, 1).flatMap((path) => withOther(value, path))
]

/** The value, without the numbers in the ids that exports make up. */
export const unnumbered = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/\b([a-z]+_)\d+"/g, '$1"'))

const inFirst = (
  value: ReadonlyArray<Json.JsonObject>,
  edit: (element: Json.JsonObject) => Json.JsonObject | undefined
): ReadonlyArray<Edit> => {
  for (const [at, element] of value.entries()) {
    const edited = edit(element)
    if (edited !== undefined) return [{ at, document: value.with(at, edited), isInvented: false }]
  }
  return []
}

/** The document with another value for the one that was invented at a path; an id is replaced everywhere. */
const withOther = (value: ReadonlyArray<Json.JsonObject>, path: string): ReadonlyArray<Edit> => {
  const keys = path
    .split("/")
    .slice(1)
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"))
  const text = keys.reduce<Json.Json | undefined>((inside, key) => childOf(inside, key), value)
  if (typeof text !== "string") return []
  const other = `${text}edited`
  const document = /\d$/.test(text) ? replaced(value, text, other) : put(value, keys, other)
  if (!Json.isArray(document) || !document.every(Json.isObject)) return []
  return [
    {
      at: value.findIndex((element, index) => !Json.equal(element, document[index] ?? null)),
      document,
      isInvented: true
    }
  ]
}

const childOf = (value: Json.Json | undefined, key: string): Json.Json | undefined =>
  Json.isArray(value) ? value[Number(key)] : Json.isObject(value) ? Json.own(value, key) : undefined

const put = (value: Json.Json, [key, ...keys]: ReadonlyArray<string>, text: string): Json.Json => {
  if (key === undefined) return text
  const inside = put(childOf(value, key) ?? null, keys, text)
  return Json.isArray(value) ? value.with(Number(key), inside) : { ...(Json.isObject(value) && value), [key]: inside }
}

const replaced = (value: Json.Json, from: string, to: string): Json.Json => {
  if (value === from) return to
  if (Json.isArray(value)) return value.map((child) => replaced(child, from, to))
  if (!Json.isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replaced(child, from, to)]))
}

/** The element with another output of its first result. */
const withOutput = (element: Json.JsonObject): Json.JsonObject | undefined => {
  for (const text of [output, JSON.stringify(output)]) {
    const edited = replaced(element, text, text.replace(output, `${output} edited`))
    if (Json.isObject(edited) && !Json.equal(edited, element)) return edited
  }
  return undefined
}

/** The element with another first text. */
const withText = (element: Json.JsonObject): Json.JsonObject | undefined => {
  for (const key of ["data", "update"]) {
    const outer = Json.own(element, key)
    // A result whose text was edited no longer agrees with its value, which the format then keeps and other formats have no place for.
    const inner = Json.isObject(outer) && !Object.hasOwn(outer, "artifact") ? withText(outer) : undefined
    if (inner !== undefined) return { ...element, [key]: inner }
  }
  for (const key of ["parts", "content", "message"]) {
    const said = Json.own(element, key)
    if (typeof said === "string" && said.trim() !== "") return { ...element, [key]: `${said} edited` }
    if (Json.isObject(said)) {
      const edited = editText(said)
      if (edited !== undefined) return { ...element, [key]: edited }
    }
    for (const [index, part] of (Json.isArray(said) ? said : []).entries()) {
      const edited = Json.isObject(part) ? editText(part) : undefined
      if (edited !== undefined && Json.isArray(said)) return { ...element, [key]: said.with(index, edited) }
    }
  }
  return undefined
}

/** The text with other words; A2A's texts have no type. */
const editText = (part: Json.JsonObject): Json.JsonObject | undefined => {
  if ((part["type"] ?? "text") !== "text") return undefined
  for (const name of ["text", "content"]) {
    const text = Json.own(part, name)
    if (typeof text === "string" && text.trim() !== "") return { ...part, [name]: `${text} edited` }
  }
  return undefined
}

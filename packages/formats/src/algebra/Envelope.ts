/** Formats whose document is an object around the list of elements. The object's other keys travel with the first element. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Converter } from "./Converter.js"
import type { Run } from "./Definition.js"
import { InvalidDocument } from "./FormatError.js"
import * as WithReport from "./WithReport.js"

/** An object around elements. */
export interface Envelope {
  /** The key of the list. */
  readonly field: string
  /** The object to use if no element came from a document. */
  readonly empty: Json.JsonObject
  /** The invented values in the empty object, as JSON Pointers. */
  readonly synthetic: ReadonlyArray<string>
  /** The key with an element's number, which it gets when the document is made. */
  readonly place?: {
    /** The name of the key. */
    readonly key: string
    /** The value for the element at an index, counted from 0. */
    readonly at: (index: number) => Json.Json
  }
}

/** The key under which the first element holds the rest of its document. */
export const key = "messages/document"

/** The document of elements. */
export const wrap = ({ empty, field, place }: Envelope, elements: Run): Json.JsonObject => {
  const rest = restOf(elements)
  return {
    ...(rest ?? empty),
    [field]: elements.map(({ [key]: _, ...element }, index) =>
      place === undefined || Object.hasOwn(element, place.key) ? element : { [place.key]: place.at(index), ...element }
    )
  }
}

/** The elements of a document; `undefined` if it has no list of objects. */
export const unwrap = ({ empty, field, place }: Envelope, document: Json.JsonObject): Run | undefined => {
  const { [field]: list, ...rest } = document
  if (!Json.isArray(list) || !list.every(Json.isObject)) return undefined
  return list.map((element, index) => {
    const own =
      place !== undefined && Json.equal(Json.own(element, place.key) ?? null, place.at(index))
        ? Object.fromEntries(Object.entries(element).filter(([name]) => name !== place.key))
        : element
    return index === 0 && !Json.equal(rest, empty) ? { ...own, [key]: rest } : own
  })
}

/** The converter of the documents of a format whose elements this one converts. */
export const of = (
  envelope: Envelope,
  elements: Converter<ReadonlyArray<Json.JsonObject>>
): Converter<Json.JsonObject> => ({
  ...elements,
  list: envelope.field,
  recognizes: (document) => {
    const list = Json.own(document, envelope.field)
    return (
      Json.isArray(list) &&
      list.length > 0 &&
      list.every((element) => Json.isObject(element) && elements.recognizes?.(element) === true)
    )
  },
  export: (messages, options) =>
    Either.map(elements.export(messages, options), (exported) => {
      const report = () => {
        const { report, value } = exported
        const made = restOf(value) === undefined ? envelope.synthetic : []
        const synthetic = [...made, ...report.synthetic.map((path) => `/${envelope.field}${path}`)]
        return { ...report, synthetic }
      }
      return WithReport.make(wrap(envelope, exported.value), report, exported.residue)
    }),
  import: (given, residue) => {
    // A file with one document is a list of one.
    const value = Array.isArray(given) && given.length === 1 ? given[0] : given
    const wrong = (path: string, problem: string) =>
      Either.left(new InvalidDocument({ format: elements.name, path, problem }))
    const fault = Json.fault(value)
    if (fault !== undefined) return wrong(fault.path, `is ${fault.problem}`)
    if (!Json.isJson(value) || !Json.isObject(value)) return wrong("", "is not an object")
    const list = unwrap(envelope, value)
    if (list === undefined) return wrong(`/${envelope.field}`, "is not a list of objects")
    return Either.map(elements.import(list, residue), ({ ignored, ...rest }) => ({
      ...rest,
      ignored: ignored.map((path) => (path === "" ? path : `/${envelope.field}${path}`))
    }))
  }
})

const restOf = (elements: Run): Json.JsonObject | undefined => {
  for (const element of elements) {
    const rest = Json.own(element, key)
    if (Json.isObject(rest)) return rest
  }
  return undefined
}

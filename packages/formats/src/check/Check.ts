/** Finds in a document what would break a session or lose data. It repairs nothing. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Messages } from "../algebra/Definition.js"
import type { InvalidDocument } from "../algebra/FormatError.js"
import * as Conversion from "../Conversion.js"
import type { Registry } from "../Formats.js"
import * as CallFindings from "./CallFindings.js"
import * as ContentFindings from "./ContentFindings.js"
import * as Likeness from "../recognition/Likeness.js"
import type { Finding } from "./Finding.js"
import * as Sighting from "./Sighting.js"
import * as SurrogateFindings from "./SurrogateFindings.js"

/** What was found in a document, and the format that it was read as. */
export interface Check {
  /** The format of the document, as it was named or recognized. */
  readonly from: string
  /** What was found, in the order of the document; none if all is well. */
  readonly findings: ReadonlyArray<Finding>
  /** How many elements do not look like elements of the format, so that the check may have missed something in them. */
  readonly unlike: number
}

/** Checks the elements of a document; fails if it cannot be read. Without `from`, the document must look like exactly one format. */
export const of = (
  registry: Registry,
  elements: ReadonlyArray<unknown>,
  from?: string
): Either.Either<Check, InvalidDocument> =>
  Either.map(Conversion.read(registry, elements, from), ({ from, messages }) => {
    // A torn line of a session file has no parts, but keeps its place.
    const natives = elements.map((element) => (isObject(element) ? element : {}))
    const list = registry.get(from)?.list
    const importer = from === "ndjson" ? "canonical" : from
    const sightings = Sighting.of(
      natives.flatMap((native, index) => placesOf(native, `/${index}`, list)),
      (element) =>
        Either.match(registry.import(importer, [list === undefined ? element : { [list]: [element] }]), {
          onLeft: () => [],
          onRight: ({ messages }) => messages
        })
    )
    const findings = [
      ...CallFindings.of(sightings, namesCalls(registry, from)),
      ...sightings.flatMap(ContentFindings.of),
      ...natives.flatMap((native, index) => SurrogateFindings.of(native, `/${index}`))
    ]
    return {
      from,
      findings: findings.sort((a, b) => elementOf(a) - elementOf(b)),
      unlike: messages.length === 0 ? 0 : Likeness.countUnlike(registry, from, elements)
    }
  })

/** Whether a result in this format names the call that it answers. */
const namesCalls = (registry: Registry, from: string): boolean => {
  const converter = registry.get(from)
  if (converter === undefined || converter.isReadOnly === true) return true
  return Either.match(
    Either.flatMap(converter.export(answered, { keep: "none" }), ({ value }) => converter.import(value)),
    {
      onLeft: () => true,
      onRight: ({ messages }) => messages.some(({ parts }) => parts.some(({ type }) => type === "tool-result"))
    }
  )
}

const answered: Messages = [
  { version: 1, role: "assistant", parts: [{ type: "tool-call", callId: "a", name: "a", input: {} }] },
  { version: 1, role: "tool", parts: [{ type: "tool-result", callId: "a", output: "a" }] }
]

/** The elements of a document, each with its place. If the document is an object around a list, they are the elements of the list. */
const placesOf = (native: Json.JsonObject, path: string, list: string | undefined): ReadonlyArray<Sighting.Place> => {
  if (list === undefined) return [{ native, path }]
  const elements = Json.own(native, list)
  return Json.isArray(elements)
    ? elements.flatMap((native, index) => (Json.isObject(native) ? [{ native, path: `${path}/${list}/${index}` }] : []))
    : []
}

const elementOf = ({ path }: Finding): number => Number(/^\/(\d+)/.exec(path)?.[1] ?? 0)

const isObject = (value: unknown): value is Json.JsonObject => Json.isJson(value) && Json.isObject(value)

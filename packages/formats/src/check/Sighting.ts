/** The parts of a document, each with the native element that it was read from and its place there. */
import { Json, type Message, type Part } from "@org/messages-core"

/** A part, and where it is. */
export interface Sighting<P extends Part.Part = Part.Part> {
  readonly part: P
  readonly role: Message.Role
  /** The index of the native element. */
  readonly element: number
  /** The place of the part among all parts. */
  readonly order: number
  /** A JSON Pointer into the document. */
  readonly path: string
}

/** A native element, and a JSON Pointer to it. */
export interface Place {
  readonly native: Json.JsonObject
  readonly path: string
}

/** The parts of native elements. `read` gives the messages of one of them. */
export const of = (
  elements: ReadonlyArray<Place>,
  read: (element: Json.JsonObject) => ReadonlyArray<Message.Message>
): ReadonlyArray<Sighting> => {
  const found: Array<Sighting> = []
  for (const [element, { native, path }] of elements.entries()) {
    const used = new Set<string>()
    for (const { parts, role } of read(native))
      for (const part of parts)
        found.push({ part, role, element, order: found.length, path: path + placeOf(native, part, used) })
  }
  return found
}

/** The sightings of one type of part. */
export const ofType = <Type extends Part.Part["type"]>(
  sightings: ReadonlyArray<Sighting>,
  type: Type
): ReadonlyArray<Sighting<Part.Of<Type>>> => sightings.filter(isOfType(type))

const isOfType =
  <Type extends Part.Part["type"]>(type: Type) =>
  (sighting: Sighting): sighting is Sighting<Part.Of<Type>> =>
    sighting.part.type === type

/** Finds the innermost object of the element that contains the part's mark. Each match is used once, in order; after that, the first one again. */
const placeOf = (native: Json.JsonObject, part: Part.Part, used: Set<string>): string => {
  const mark = markOf(part)
  if (mark === undefined) return ""
  const places = holders(native, mark, "")
  const place = places.find((place) => !used.has(`${part.type} ${place}`)) ?? places[0] ?? ""
  used.add(`${part.type} ${place}`)
  return place
}

/** A text that also appears in the native form of the part. */
const markOf = (part: Part.Part): string | undefined => {
  switch (part.type) {
    case "tool-call":
    case "tool-result":
      return part.callId
    case "reasoning":
      return part.signature
    case "file":
      return part.data ?? part.url
    default:
      return undefined
  }
}

const holders = (value: Json.Json, mark: string, path: string): ReadonlyArray<string> => {
  if (Json.isArray(value)) return value.flatMap((child, index) => holders(child, mark, `${path}/${index}`))
  if (!Json.isObject(value)) return []
  const inside = Object.entries(value).flatMap(([key, child]) => holders(child, mark, path + Json.pointer([key])))
  const holds = Object.values(value).some(
    (child) => typeof child === "string" && (child === mark || (child.startsWith("data:") && child.endsWith(mark)))
  )
  return holds ? [...inside, path] : inside
}

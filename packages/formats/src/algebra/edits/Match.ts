/** Compares an export of messages with the elements of a document. An invented value matches any value that an export could have invented. */
import { type Format, Json } from "@org/messages-core"
import * as Inventor from "../Inventor.js"

/** An inventor, and the comparison that knows what it invented. */
export interface Match {
  readonly invent: Format.Invent
  /** Whether an export made with this inventor matches this part of a document. An invented id must be the same everywhere. */
  readonly matches: (ours: Json.Json, theirs: Json.Json) => boolean
}

/** A match in which only some kinds of values may be invented. */
export const make = (mayInvent: (need: string) => boolean = () => true): Match => {
  const found = new Map<string, string>()
  let count = 0

  const isInvented = (ours: string, theirs: Json.Json): boolean => {
    const [before = "", after = ""] = ours.split(madeUp)
    const [need = ""] = after.split(" ")
    if (typeof theirs !== "string" || !theirs.startsWith(before)) return false
    const value = theirs.slice(before.length)
    if (!mayInvent(need) || !Inventor.mayHaveMade(need, value)) return false
    const known = found.get(after)
    found.set(after, value)
    return known === undefined || known === value
  }

  const matches = (ours: Json.Json, theirs: Json.Json): boolean => {
    if (typeof ours === "string" && ours.includes(madeUp)) return isInvented(ours, theirs)
    if (Json.isArray(ours))
      return (
        Json.isArray(theirs) &&
        ours.length === theirs.length &&
        ours.every((one, at) => matches(one, theirs[at] ?? null))
      )
    if (!Json.isObject(ours)) return ours === theirs
    const keys = Object.keys(ours)
    return (
      Json.isObject(theirs) &&
      keys.length === Object.keys(theirs).length &&
      keys.every((key) => Object.hasOwn(theirs, key) && matches(ours[key] ?? null, theirs[key] ?? null))
    )
  }

  return { invent: (need) => `${madeUp}${need} ${count++}`, matches }
}

const madeUp = "\u0000made up: "

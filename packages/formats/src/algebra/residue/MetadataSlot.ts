/** Slots under a key of an object that the format leaves to programs, such as `metadata`. */
import { Json } from "@org/messages-core"
import type { SlotPlace } from "../Definition.js"
import { key } from "./Residual.js"

/** The slot in the object `field` of an element. If the object becomes empty, it is removed with the slot. */
export const of = (field: string): SlotPlace => ({
  get: (element) => Json.own(objectOf(element, field), key),
  put: (element, slot) => ({ ...element, [field]: { ...objectOf(element, field), [key]: slot } }),
  clear: (element) => {
    const { [key]: slot, ...others } = objectOf(element, field)
    if (Object.keys(others).length > 0) return { ...element, [field]: others }
    const { [field]: emptied, ...rest } = element
    return rest
  }
})

/** The same slot inside the object `outer` of an element. */
export const inside = (outer: string, place: SlotPlace): SlotPlace => ({
  get: (element) => place.get(objectOf(element, outer)),
  put: (element, slot) => ({ ...element, [outer]: place.put(objectOf(element, outer), slot) }),
  clear: (element) => ({ ...element, [outer]: place.clear(objectOf(element, outer)) })
})

/** The slot in an object inside the object `outer` of an element, which readers expect even if it is empty. */
export const within = (outer: string, field: string): SlotPlace => {
  const place = of(field)
  return {
    ...inside(outer, place),
    clear: (element) => ({ ...element, [outer]: { [field]: {}, ...place.clear(objectOf(element, outer)) } })
  }
}

/** The slot as a key of the element itself. */
export const own: SlotPlace = {
  get: (element) => Json.own(element, key),
  put: (element, slot) => ({ ...element, [key]: slot }),
  clear: ({ [key]: slot, ...rest }) => rest
}

/** The slot in the object `field` of an element, where readers accept only objects under each key: a JSON text stands in an object of its own. */
export const ofObjects = (field: string): SlotPlace => {
  const place = of(field)
  return {
    ...place,
    get: (element) => {
      const slot = place.get(element)
      return (Json.isObject(slot) ? Json.own(slot, "json") : undefined) ?? slot
    },
    put: (element, slot) => place.put(element, typeof slot === "string" ? { json: slot } : slot)
  }
}

const objectOf = (element: Json.JsonObject, field: string): Json.JsonObject => {
  const value = Json.own(element, field)
  return Json.isObject(value) ? value : {}
}

/** The residual of a run, embedded in the run's first element. */
import * as Either from "effect/Either"
import { Json } from "@org/messages-core"
import type { Definition, Run, SlotPlace } from "../Definition.js"
import * as Residual from "./Residual.js"

/** The run with the residual in its slot. */
export const put = ({ put, rebuilds }: SlotPlace, run: Run, residual: Residual.Residual): Run => {
  const slot: Json.Json = rebuilds === true && isChanged(residual) ? JSON.stringify(residual) : residual
  return run.map((element, index) => (index === 0 ? put(element, slot) : element))
}

/** The residual in the slot of an element; `undefined` if the slot is empty or holds something else. */
export const get = (place: SlotPlace, element: Json.JsonObject): Residual.Residual | undefined => {
  const slot = place.get(element)
  const value: unknown =
    typeof slot === "string"
      ? Either.getOrElse(
          Either.try((): unknown => JSON.parse(slot)),
          () => null
        )
      : slot
  return Residual.isResidual(value) ? value : undefined
}

/**
 * The run that begins at an index with a slot: the element without its slot, and the elements after it that the residual lists. An element that was
 * deleted or edited ends the run.
 */
export const runAt = (
  { slot: place }: Definition & { readonly slot: SlotPlace },
  elements: Run,
  index: number,
  { of }: Residual.Residual
): { readonly run: Run; readonly next: number } => {
  const digests = of.split(" ")
  const [element] = elements.slice(index, index + 1)
  const run = element === undefined ? [] : [place.clear(element)]
  let next = index + 1
  for (const digest of digests.slice(1)) {
    const following = elements[next]
    if (following === undefined || place.get(following) !== undefined || Residual.digestOf([following]) !== digest)
      break
    run.push(following)
    next += 1
  }
  return { run, next }
}

/** Whether readers that rebuild records may change a value: they lose `__proto__`, and LangChain wraps objects with one of the other keys. */
const isChanged = (value: Json.Json): boolean =>
  Json.isArray(value)
    ? value.some(isChanged)
    : Json.isObject(value) &&
      (changedKeys.some((key) => Object.hasOwn(value, key)) || Object.values(value).some(isChanged))

const changedKeys = ["__proto__", "lc", "__lc_escaped__"]

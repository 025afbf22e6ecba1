/** Whether a document looks like the format that it is read as, so that a wrong name is noticed. */
import { Json } from "@org/messages-core"
import type { Messages } from "../algebra/Definition.js"
import * as Catalogue from "../Catalogue.js"
import type { Registry } from "../Formats.js"

/** How many elements do not look like elements of the format; 0 if that cannot be decided, as for the lines of a session file. */
export const countUnlike = (registry: Registry, format: string, elements: ReadonlyArray<unknown>): number => {
  const looksLike = testOf(registry, format)
  return looksLike === undefined ? 0 : elements.filter((element) => !looksLike(element)).length
}

/**
 * Why a document cannot be of the format that the caller names; `undefined` if it can. Programs add keys to their elements, so elements
 * that do not look like the format are read if they have content and look like no other format. A provider's form is recognized only if
 * its whole contract holds, so a document that is named as one is read as soon as one of its parts can be.
 */
export const problemOf = (
  registry: Registry,
  format: string,
  elements: ReadonlyArray<unknown>,
  messages: Messages
): string | undefined => {
  const looksLike = testOf(registry, format)
  if (looksLike === undefined || elements.length === 0 || elements.some(looksLike)) return undefined
  const isProvider = !Catalogue.standard.some(({ name }) => name === format)
  const isRead = messages.some(({ parts }) => parts.some(({ type }) => isProvider || type !== "unknown"))
  return isRead && (isProvider || registry.recognize(elements).length === 0)
    ? undefined
    : `has no element that looks like the format ${format}; leave out the format to have it detected`
}

const testOf = (registry: Registry, format: string): ((element: unknown) => boolean) | undefined => {
  const { identifies, recognizes } = registry.get(format) ?? {}
  if (recognizes === undefined || identifies !== undefined) return undefined
  return (element) => Json.isJson(element) && Json.isObject(element) && recognizes(element)
}

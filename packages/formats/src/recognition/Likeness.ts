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
 * Why a document is of another format than its name says; `undefined` if it may be of this one. Programs add keys to their elements, so elements
 * that do not look like the format are read if they have content and look like no other format. A provider's form is recognized by its whole
 * contract, so there, any part is enough.
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
    : `has no element that looks like one of ${format}; leave out the name of the format to find it`
}

const testOf = (registry: Registry, format: string): ((element: unknown) => boolean) | undefined => {
  const { identifies, recognizes } = registry.get(format) ?? {}
  if (recognizes === undefined || identifies !== undefined) return undefined
  return (element) => Json.isJson(element) && Json.isObject(element) && recognizes(element)
}

/** Whether a document looks like the format that it is read as, so that a wrong name is noticed. */
import { Json } from "@org/messages-core"
import type { Messages } from "../algebra/Definition.js"
import type { Registry } from "../Formats.js"

/** How many elements do not look like elements of the format; 0 if that cannot be decided, as for the lines of a session file. */
export const countUnlike = (registry: Registry, format: string, elements: ReadonlyArray<unknown>): number => {
  const looksLike = testOf(registry, format)
  return looksLike === undefined ? 0 : elements.filter((element) => !looksLike(element)).length
}

/**
 * Why a document cannot be of the format that the caller names; `undefined` if it can. Programs add keys to their elements and APIs add types of
 * content, so elements that do not look like the format are read, unless nothing in them is a message, or only another format knows their content.
 */
export const problemOf = (
  registry: Registry,
  format: string,
  elements: ReadonlyArray<unknown>,
  messages: Messages
): string | undefined => {
  const looksLike = testOf(registry, format)
  if (looksLike === undefined || messages.length === 0 || elements.some(looksLike)) return undefined
  if (messages.some(({ parts }) => parts.some(({ type }) => type !== "unknown"))) return undefined
  const others = registry.recognize(elements)
  if (others.length > 0) return `looks like ${new Intl.ListFormat("en", { type: "disjunction" }).format(others)}`
  return messages.some(({ parts, role }) => parts.length > 0 || role !== "participant")
    ? undefined
    : "has no element with a role or content"
}

const testOf = (registry: Registry, format: string): ((element: unknown) => boolean) | undefined => {
  const { identifies, recognizes } = registry.get(format) ?? {}
  if (recognizes === undefined || identifies !== undefined) return undefined
  return (element) => Json.isJson(element) && Json.isObject(element) && recognizes(element)
}

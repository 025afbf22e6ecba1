/** Recognizes that a provider no longer knows a place in a list. */
import { Provider } from "@org/messages-core"
import type { ExchangeFailure } from "../exchange/ExchangeFailure.js"

/**
 * What is wrong with the cursor, if the failure is about the cursor. No provider documents such an error, so every status that a server may
 * choose for it counts (400, 404, 410, 422), but only if the error speaks of a cursor or a page token.
 */
export const problem = (provider: Provider.Provider, failure: ExchangeFailure): string | undefined => {
  const { detail, status, title, upstream } = failure
  if (status === undefined || !statuses.has(status)) return undefined
  const places = upstream?.errors?.flatMap(({ loc = [], message }) => [...loc, message]) ?? []
  const texts = [title, detail, upstream?.type, upstream?.code, ...places]
  if (!texts.some((text) => typeof text === "string" && speaksOfCursor.test(text))) return undefined
  const words = detail ?? title
  return `${Provider.title(provider)} no longer recognizes this place in the list${words === undefined ? "" : ` (${words})`}`
}

const statuses: ReadonlySet<number> = new Set([400, 404, 410, 422])

const speaksOfCursor = /cursor|page[ _-]?token/i

/** Recognizes the error for a cursor that the provider no longer accepts. */
import { Provider } from "@org/messages-core"
import type { ExchangeFailure } from "../exchange/ExchangeFailure.js"

/**
 * The problem of the cursor, if the failure is about the cursor. No provider documents such an error, so any plausible status counts (400, 404,
 * 410, 422), but only if the error mentions a cursor or a page token.
 */
export const problem = (provider: Provider.Provider, failure: ExchangeFailure): string | undefined => {
  const { detail, status, title, upstream } = failure
  if (status === undefined || !statuses.has(status)) return undefined
  const places = upstream?.errors?.flatMap(({ loc = [], message }) => [...loc, message]) ?? []
  const texts = [title, detail, upstream?.type, upstream?.code, ...places]
  if (!texts.some((text) => typeof text === "string" && mentionsCursor.test(text))) return undefined
  const words = detail ?? title
  return `${Provider.title(provider)} no longer recognizes this place in the list${words === undefined ? "" : ` (${words})`}`
}

const statuses: ReadonlySet<number> = new Set([400, 404, 410, 422])

const mentionsCursor = /cursor|page[ _-]?token/i

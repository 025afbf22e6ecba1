/** Reads from the header Accept (RFC 9110, section 12.5.1) whether a caller wants lines of JSON. */
import { contentType } from "@org/messages-api/ConversationLines"

/** Whether the header names lines of JSON and does not prefer a JSON document. A wildcard stands for the document. */
export const wantsLines = (accept: string | undefined): boolean => {
  if (accept === undefined) return false
  const weights = parse(accept)
  const lines = weights.get(contentType) ?? 0
  return lines > 0 && lines >= (weights.get("application/json") ?? 0)
}

const parse = (accept: string): ReadonlyMap<string, number> =>
  new Map(
    accept.split(",").map((entry) => {
      const [type = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2)
      return [type, weight === undefined ? 1 : Number(weight) || 0] as const
    })
  )

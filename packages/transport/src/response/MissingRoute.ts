/** Distinguishes a wrong base URL from a missing message: servers respond to both with 404. */
import { Json, Provider } from "@org/messages-core"

/** What is wrong with the URL, if the body of a 404 or 405 is about a missing route; `undefined` if it may be about a missing message. */
export const problem = (
  provider: Provider.Provider,
  status: number,
  body: Uint8Array,
  json: Json.Json | undefined
): string | undefined => {
  const { apiPath, errorForm, variables } = Provider.descriptors[provider]
  const isMissing =
    status === 405 ||
    (status === 404 &&
      (json === undefined ? isPage(body) : isRouterError(json) || isErrorOfAnotherProvider(json, errorForm)))
  return isMissing ? `its URL has no such route; ${variables.url} must be the part before ${apiPath}` : undefined
}

/** Whether a body is HTML or the text of a router. A body that is cut off or missing proves nothing. */
const isPage = (body: Uint8Array): boolean => {
  const text = new TextDecoder().decode(body.subarray(0, 1000)).trim()
  return text.startsWith("<") || isRouterText(text)
}

/** Whether the error comes from a router: it names no resource, like Starlette's `{"detail": "Not Found"}`. A provider names what it did not find. */
const isRouterError = (json: Json.Json): boolean =>
  Json.isObject(json) &&
  !("title" in json) &&
  ["detail", "message", "error"].some((key) => {
    const text = Json.own(json, key)
    return typeof text === "string" && isRouterText(text)
  })

const isRouterText = (text: string): boolean =>
  /^(404[: ]*)?((page|route|endpoint|path) )?not found\W*$/i.test(text) ||
  /^(cannot|route|no route for) (GET|POST)\b|^no route matched|^default backend/i.test(text)

/** Whether the error has the form of another provider: some providers always send `title` and `status`, some also `type`, and the others none of them. */
const isErrorOfAnotherProvider = (json: Json.Json, form: "detail" | "titled" | "problem"): boolean => {
  if (!Json.isObject(json) || typeof json["title"] !== "string" || typeof json["status"] !== "number") return false
  return form !== (typeof json["type"] === "string" ? "problem" : "titled")
}

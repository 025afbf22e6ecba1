/** Tells a URL that has no such route from a message that is not there: both are answered with 404. */
import { Json, Provider } from "@org/messages-core"

/** What is wrong with the URL, if the body of a 404 or 405 is that of a missing route; nothing if it may be that of a missing message. */
export const problem = (
  provider: Provider.Provider,
  status: number,
  body: Uint8Array,
  json: Json.Json | undefined
): string | undefined => {
  const { apiPath, errorForm, variables } = Provider.descriptors[provider]
  const isMissing =
    status === 405 ||
    (status === 404 && (json === undefined ? isPage(body) : isOfRouter(json) || isOfAnother(json, errorForm)))
  return isMissing
    ? `there is no such route at its URL; ${variables.url} must be what stands before ${apiPath}`
    : undefined
}

/** HTML, or the text of a router. A body that was cut or never came says nothing. */
const isPage = (body: Uint8Array): boolean => {
  const text = new TextDecoder().decode(body.subarray(0, 1000)).trim()
  return text.startsWith("<") || isRouterText(text)
}

/** A router says nothing but that there is nothing, as Starlette's `{"detail": "Not Found"}`; a provider says of what. */
const isOfRouter = (json: Json.Json): boolean =>
  Json.isObject(json) &&
  !("title" in json) &&
  ["detail", "message", "error"].some((key) => {
    const text = Json.own(json, key)
    return typeof text === "string" && isRouterText(text)
  })

const isRouterText = (text: string): boolean =>
  /^(404[: ]*)?((page|route|endpoint|path) )?not found\W*$/i.test(text) ||
  /^(cannot|route|no route for) (GET|POST)\b|^no route matched|^default backend/i.test(text)

/** `title` and `status` are in all errors of some providers and in none of the others, and so is `type`. */
const isOfAnother = (json: Json.Json, form: "detail" | "titled" | "problem"): boolean => {
  if (!Json.isObject(json) || typeof json["title"] !== "string" || typeof json["status"] !== "number") return false
  return form !== (typeof json["type"] === "string" ? "problem" : "titled")
}

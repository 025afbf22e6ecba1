/** Reads the members of a provider's error other than its title and detail, and makes them safe to repeat. */
import { Json, type CredentialRedaction, type UpstreamError } from "@org/messages-core"
import * as RedactedJson from "./RedactedJson.js"

/** `type`, `instance` and `errors` of RFC 9457, Factory's `metadata`, Mielto's `error_code`, and the list of FastAPI; `undefined` if none of them is present. */
export const read = (
  json: Json.JsonObject,
  redact: CredentialRedaction.Redact
): UpstreamError.UpstreamError | undefined => {
  const text = textOf(redact)
  const error = Json.own(json, "error")
  const nested = Json.isObject(error) ? error : {}
  const metadata = Json.own(json, "metadata")
  const found = Json.compact({
    type: text(json, "type") ?? text(nested, "type"),
    instance: text(json, "instance"),
    code: text(json, "error_code") ?? text(json, "code") ?? text(nested, "code"),
    errors: issues(Json.own(json, "errors"), redact) ?? issues(Json.own(json, "detail"), redact),
    metadata: Json.isObject(metadata) ? RedactedJson.object(metadata, redact) : undefined
  })
  return Object.keys(found).length === 0 ? undefined : found
}

type Issue = NonNullable<UpstreamError.UpstreamError["errors"]>[number]

const issues = (list: Json.Json | undefined, redact: CredentialRedaction.Redact): ReadonlyArray<Issue> | undefined => {
  if (!Json.isArray(list)) return undefined
  const found = list
    .slice(0, maximumIssues)
    .flatMap((entry) => (Json.isObject(entry) ? [issue(entry, redact)] : []))
    .filter((issue) => Object.keys(issue).length > 0)
  return found.length === 0 ? undefined : found
}

/** FastAPI writes `{type, loc, msg}`, RFC 9457 `{code, field, message}`. */
const issue = (entry: Json.JsonObject, redact: CredentialRedaction.Redact): Issue => {
  const text = textOf(redact)
  const place = Json.own(entry, "loc") ?? Json.own(entry, "field")
  return Json.compact({
    code: text(entry, "code") ?? text(entry, "type"),
    loc: place === undefined ? undefined : steps(place, redact),
    message: text(entry, "message") ?? text(entry, "msg")
  })
}

const steps = (place: Json.Json, redact: CredentialRedaction.Redact): ReadonlyArray<string | number> | undefined => {
  const found = (Json.isArray(place) ? place.slice(0, maximumSteps) : [place])
    .filter((step) => typeof step === "string" || typeof step === "number")
    .map((step) => (Number.isSafeInteger(step) && redact(String(step)) === String(step) ? step : redact(String(step))))
  return found.length === 0 ? undefined : found
}

const textOf =
  (redact: CredentialRedaction.Redact) =>
  (object: Json.JsonObject, key: string): string | undefined => {
    const value = Json.own(object, key)
    const text = typeof value === "string" || typeof value === "number" ? redact(String(value)) : ""
    return text === "" ? undefined : text
  }

const maximumIssues = 10

const maximumSteps = 8

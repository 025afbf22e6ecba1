/** Reads the body of an error response in any of the forms that providers use. */
import { Json, type CredentialRedaction, type UpstreamError } from "@org/messages-core"
import * as UpstreamErrorReader from "./UpstreamErrorReader.js"

/** What the provider says about the error, safe to repeat. */
export interface ErrorBody {
  readonly title?: string
  readonly detail?: string
  readonly requestId?: string
  readonly upstream?: UpstreamError.UpstreamError
}

/** `{detail, title}` of Factory and RFC 9457, FastAPI's `{detail: [{loc, msg}]}`, `{error}`, and `{message}`. Any other form is ignored. */
export const read = (json: Json.Json | undefined, redact: CredentialRedaction.Redact): ErrorBody => {
  if (!Json.isObject(json)) return {}
  const first = (...keys: ReadonlyArray<string>): string | undefined =>
    keys.map((key) => redact(sentence(Json.own(json, key)) ?? "")).find((text) => text !== "")
  const details = [first("detail", "error", "message"), first("errors")].filter((text) => text !== undefined)
  const title = first("title")
  const detail = details.length === 0 ? undefined : details.join("; ")
  return Json.compact({
    title,
    detail,
    requestId: first("requestId"),
    // Without either it may not be an error: a message of another shape has types and metadata too.
    upstream: title === undefined && detail === undefined ? undefined : UpstreamErrorReader.read(json, redact)
  })
}

const sentence = (value: Json.Json | undefined): string | undefined => {
  if (typeof value === "string") return value === "" ? undefined : value
  if (Json.isArray(value)) {
    const all = value
      .slice(0, 5)
      .map(issue)
      .filter((text) => text !== undefined)
    return all.length === 0 ? undefined : all.join("; ")
  }
  return Json.isObject(value) ? sentence(Json.own(value, "message")) : undefined
}

// Other values are skipped, because converting `{"toString": null}` to a string throws.
const isStep = (value: Json.Json): boolean => typeof value === "string" || typeof value === "number"

const issue = (value: Json.Json): string | undefined => {
  if (!Json.isObject(value)) return sentence(value)
  const words = sentence(Json.own(value, "msg")) ?? sentence(Json.own(value, "message"))
  const place = Json.own(value, "loc") ?? Json.own(value, "field")
  const path = Json.isArray(place) ? place.filter(isStep).join(".") : sentence(place)
  return words === undefined || path === undefined ? words : `${path}: ${words}`
}

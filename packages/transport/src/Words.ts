/** What a provider says of an error, read from whichever form it uses, and made safe to repeat. */
import { Json } from "@org/messages-core"
import * as Redacted from "effect/Redacted"

export interface Said {
  readonly title?: string
  readonly detail?: string
  readonly requestId?: string
}

/** Removes a credential, control characters and length from a text that a server chose. */
export type Clean = (text: string) => string

/** `{detail, title}` of Factory and RFC 9457, FastAPI's `{detail: [{loc, msg}]}`, `{error}`, `{message}`; anything else says nothing. */
export const read = (json: Json.Json | undefined, clean: Clean): Said => {
  if (!Json.isObject(json)) return {}
  const [detail, title, requestId] = [
    sentence(Json.own(json, "detail")) ?? sentence(Json.own(json, "error")) ?? sentence(Json.own(json, "message")),
    sentence(Json.own(json, "title")),
    sentence(Json.own(json, "requestId"))
  ].map((text) => (text === undefined ? undefined : clean(text)))
  const fields = sentence(Json.own(json, "errors"))
  return Json.compact({
    title,
    detail: fields === undefined ? detail : [detail, clean(fields)].filter((text) => text !== undefined).join("; "),
    requestId
  })
}

export const cleaner = (credential: Redacted.Redacted | undefined): Clean => {
  const secret = credential === undefined ? "" : Redacted.value(credential)
  return (text) => {
    const safe = (secret === "" ? text : text.replaceAll(secret, "<redacted>")).replace(/\p{C}+/gu, " ").trim()
    return safe.length > maximumLength ? `${safe.slice(0, maximumLength)}…` : safe
  }
}

const maximumLength = 300

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

const issue = (value: Json.Json): string | undefined => {
  if (!Json.isObject(value)) return sentence(value)
  const words = sentence(Json.own(value, "msg")) ?? sentence(Json.own(value, "message"))
  const place = Json.own(value, "loc") ?? Json.own(value, "field")
  const path = Json.isArray(place) ? place.join(".") : sentence(place)
  return words === undefined || path === undefined ? words : `${path}: ${words}`
}

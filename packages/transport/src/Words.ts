/** What a provider says of an error, read from whichever form it uses, and made safe to repeat. */
import { Json } from "@org/messages-core"
import * as Redacted from "effect/Redacted"

/** What a provider says of an error. */
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
  const words = (...keys: ReadonlyArray<string>): string | undefined =>
    keys.map((key) => clean(sentence(Json.own(json, key)) ?? "")).find((text) => text !== "")
  const details = [words("detail", "error", "message"), words("errors")].filter((text) => text !== undefined)
  return Json.compact({
    title: words("title"),
    detail: details.length === 0 ? undefined : details.join("; "),
    requestId: words("requestId")
  })
}

/** Cleans what this credential must not be in. */
export const cleaner = (credential: Redacted.Redacted | undefined): Clean => {
  const secret = credential === undefined ? "" : Redacted.value(credential)
  // A host is lower-cased on its way.
  const anyCase = new RegExp(secret.replace(/[^\w]/g, "\\$&"), "gi")
  return (text) => {
    const told = secret === "" ? text : text.replace(anyCase, "<redacted>")
    const safe = told.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim()
    return safe.length > maximumLength ? `${safe.slice(0, maximumLength).replace(halfCharacter, "")}…` : safe
  }
}

const maximumLength = 300

const halfCharacter = /\p{Cs}$/u

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

// Only these: a text made of `{"toString": null}` throws.
const isStep = (value: Json.Json): boolean => typeof value === "string" || typeof value === "number"

const issue = (value: Json.Json): string | undefined => {
  if (!Json.isObject(value)) return sentence(value)
  const words = sentence(Json.own(value, "msg")) ?? sentence(Json.own(value, "message"))
  const place = Json.own(value, "loc") ?? Json.own(value, "field")
  const path = Json.isArray(place) ? place.filter(isStep).join(".") : sentence(place)
  return words === undefined || path === undefined ? words : `${path}: ${words}`
}

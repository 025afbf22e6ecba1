/** Makes a server's text safe to repeat: removes the credential that was sent to the server. */
import * as Redacted from "effect/Redacted"
import * as SecretSearch from "./SecretSearch.js"

/** Removes a credential and control characters from a text, and shortens it. */
export type Redact = (text: string) => string

/** A redactor for one credential, which cuts texts to `maximumLength` characters. It is prepared for the first text, so that successes cost nothing. */
export const redactor = (credential: Redacted.Redacted | undefined, maximumLength = 300): Redact => {
  // No error repeats the rest of a longer text, so it is not searched.
  const maximumInput = 4 * maximumLength
  let withoutSecret: Redact | undefined
  return (text) => {
    withoutSecret ??= remover(credential === undefined ? "" : Redacted.value(credential))
    const isCut = text.length > maximumInput
    const oneLine = withoutSecret(isCut ? text.slice(0, maximumInput) : text)
      .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
      .trim()
    return isCut || oneLine.length > maximumLength
      ? `${oneLine.slice(0, maximumLength).replace(halfCharacter, "")}…`
      : oneLine
  }
}

const remover = (secret: string): Redact => {
  if (secret === "") return (text) => text
  // URL parsing turns a host name into lower case.
  const literal = new RegExp(secret.replace(/[^\w]/g, "\\$&"), "gi")
  const search = SecretSearch.make(secret)
  return (text) => {
    const withoutLiteral = text.replace(literal, placeholder)
    let result = ""
    let end = 0
    for (const [from, to] of search(withoutLiteral)) {
      result += withoutLiteral.slice(end, from) + placeholder
      end = to
    }
    return result + withoutLiteral.slice(end)
  }
}

const placeholder = "<redacted>"

const halfCharacter = /\p{Cs}$/u

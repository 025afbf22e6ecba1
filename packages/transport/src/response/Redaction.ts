/** Makes a server's text safe to repeat. */
import * as Redacted from "effect/Redacted"
import * as SecretSearch from "./SecretSearch.js"

/** Removes the credential and control characters from a text, and shortens it to 300 characters. */
export type Redact = (text: string) => string

/** A redactor for one credential. It is prepared for the first text, so that successes do not pay for it. */
export const redactor = (credential: Redacted.Redacted | undefined): Redact => {
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

const maximumLength = 300

/** How many characters of a text are searched: no error repeats the rest. */
const maximumInput = 4 * maximumLength

const halfCharacter = /\p{Cs}$/u

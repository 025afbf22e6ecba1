/** Makes a server's text safe to repeat. */
import * as Redacted from "effect/Redacted"

/** Removes the credential and control characters from a text, and shortens it to 300 characters. */
export type Redact = (text: string) => string

/** A redactor for one credential. */
export const redactor = (credential: Redacted.Redacted | undefined): Redact => {
  const secret = credential === undefined ? "" : Redacted.value(credential)
  // URL parsing turns a host name into lower case.
  const anyCase = new RegExp(secret.replace(/[^\w]/g, "\\$&"), "gi")
  return (text) => {
    const withoutSecret = secret === "" ? text : text.replace(anyCase, "<redacted>")
    const oneLine = withoutSecret.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim()
    return oneLine.length > maximumLength ? `${oneLine.slice(0, maximumLength).replace(halfCharacter, "")}…` : oneLine
  }
}

const maximumLength = 300

const halfCharacter = /\p{Cs}$/u

/** What the server's own settings may say, beside numbers and times. */
import { Setting } from "@org/messages-core"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

/** `expected` is what whoever sets the variable is told. */
export const setting = <A, B = A>(variable: string, expected: string, fallback: B, parse: Setting.Parse<A>) =>
  Setting.of(variable, `expected ${expected}`, fallback, parse)

export const oneOf =
  <A>(values: ReadonlyMap<string, A>): Setting.Parse<A> =>
  (text) =>
    Option.fromNullable(values.get(text.toLowerCase()))

export const path: Setting.Parse<string> = Setting.matching(/^[^\0]{1,4096}$/)

export const databaseUrl: Setting.Parse<Redacted.Redacted> = (text) =>
  Setting.matching(/^postgres(ql)?:\/\/[\x21-\x7e]+$/)(text).pipe(
    Option.filter((text) => URL.canParse(text)),
    Option.map((text) => Redacted.make(text))
  )

/** Separated by commas, each too long to be guessed at once. */
export const secrets: Setting.Parse<ReadonlyArray<Redacted.Redacted>> = (text) => {
  const found = text.split(",").map((secret) => secret.trim())
  return found.every((secret) => /^[\x21-\x7e]{8,}$/.test(secret))
    ? Option.some(found.map((secret) => Redacted.make(secret)))
    : Option.none()
}

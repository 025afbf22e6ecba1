/** One setting: read from its variable, blank as if it were not set, and refused without its value. */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

type Parse<A> = (text: string) => Option.Option<A>

/** `expected` is what whoever sets the variable is told. */
export const setting = <A, B = A>(name: string, expected: string, fallback: B, parse: Parse<A>): Config.Config<A | B> =>
  Config.string(name).pipe(
    Config.withDefault(""),
    Config.mapOrFail((text): Either.Either<A | B, ConfigError.ConfigError> =>
      text.trim() === ""
        ? Either.right(fallback)
        : Either.fromOption(parse(text.trim()), () => ConfigError.InvalidData([name], `expected ${expected}`))
    )
  )

export const matching = (pattern: RegExp): Parse<string> => Option.liftPredicate((text: string) => pattern.test(text))

export const integer =
  (minimum: number, maximum: number): Parse<number> =>
  (text) =>
    matching(/^\d{1,15}$/)(text).pipe(
      Option.map(Number),
      Option.filter((number) => number >= minimum && number <= maximum)
    )

export const duration: Parse<Duration.Duration> = (text) =>
  Option.map(matching(/^[1-9]\d{0,4} ?(ms|s|m|h)$/)(text), (text) =>
    Duration.millis(parseInt(text, 10) * (units.get(text.replace(/[\d ]/g, "")) ?? 1))
  )

const units = new Map([
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000]
])

export const oneOf =
  <A>(values: ReadonlyMap<string, A>): Parse<A> =>
  (text) =>
    Option.fromNullable(values.get(text.toLowerCase()))

export const path: Parse<string> = matching(/^[^\0]{1,4096}$/)

export const databaseUrl: Parse<Redacted.Redacted> = (text) =>
  matching(/^postgres(ql)?:\/\/[\x21-\x7e]+$/)(text).pipe(
    Option.filter((text) => URL.canParse(text)),
    Option.map((text) => Redacted.make(text))
  )

/** Separated by commas, each too long to be guessed at once. */
export const secrets: Parse<ReadonlyArray<Redacted.Redacted>> = (text) => {
  const found = text.split(",").map((secret) => secret.trim())
  return found.every((secret) => /^[\x21-\x7e]{8,}$/.test(secret))
    ? Option.some(found.map((secret) => Redacted.make(secret)))
    : Option.none()
}

/** Reads one setting of a program from its environment variable. A blank variable counts as not set, and an error never repeats the value. */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

/** Parses a string; `none` if it is not valid. */
export type Parse<A> = (text: string) => Option.Option<A>

/** The setting of a variable. `problem` is the error message for a value that cannot be parsed. */
export const of = <A, B = A>(variable: string, problem: string, fallback: B, parse: Parse<A>): Config.Config<A | B> =>
  Config.string(variable).pipe(
    Config.withDefault(""),
    Config.mapOrFail((text): Either.Either<A | B, ConfigError.ConfigError> =>
      text.trim() === ""
        ? Either.right(fallback)
        : Either.fromOption(parse(text.trim()), () => ConfigError.InvalidData([variable], problem))
    )
  )

/** A string that matches a pattern. */
export const matching = (pattern: RegExp): Parse<string> => Option.liftPredicate((text: string) => pattern.test(text))

/** A whole number from `minimum` to `maximum`. */
export const integer =
  (minimum: number, maximum: number): Parse<number> =>
  (text) =>
    matching(/^\d{1,15}$/)(text).pipe(
      Option.map(Number),
      Option.filter((number) => number >= minimum && number <= maximum)
    )

/** One of a few words, in upper or lower case. */
export const oneOf =
  <A>(values: ReadonlyMap<string, A>): Parse<A> =>
  (text) =>
    Option.fromNullable(values.get(text.toLowerCase()))

/** Secrets of at least 8 visible ASCII characters, separated by commas; a shorter one could be guessed. */
export const secrets: Parse<ReadonlyArray<Redacted.Redacted>> = (text) => {
  const found = text.split(",").map((secret) => secret.trim())
  return found.every((secret) => /^[\x21-\x7e]{8,}$/.test(secret))
    ? Option.some(found.map((secret) => Redacted.make(secret)))
    : Option.none()
}

/** A time such as `500ms`, `10s`, `15m` or `24h`. */
export const duration: Parse<Duration.Duration> = (text) =>
  Option.map(matching(/^[1-9]\d{0,4} ?(ms|s|m|h)$/)(text), (text) =>
    Duration.millis(parseInt(text, 10) * (units.get(text.replace(/[\d ]/g, "")) ?? 1))
  )

const units = new Map([
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000]
])

/** What a provider's layer reads from the environment: keys and URLs, checked before anything stands on them. */
import { Id } from "@org/messages-core"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as BaseUrl from "./BaseUrl.js"

export { policy } from "./PolicySettings.js"

/** A key, or nothing when the variable is not set or empty. One that no header can carry stops the start, by the variable's name alone. */
export const key = (variable: string): Config.Config<Redacted.Redacted | undefined> =>
  Config.mapOrFail(
    optional(Config.redacted(variable), (value) => Redacted.value(value) === ""),
    (value) => refuse(variable, value, value && credentialProblem(value))
  )

/** Why no header can carry a credential, or nothing. */
export const credentialProblem = (credential: Redacted.Redacted): string | undefined =>
  visibleAscii.test(Redacted.value(credential))
    ? undefined
    : "must be visible ASCII, without spaces, quotes or line breaks around it"

/** The base URL of a provider, or nothing when the variable is not set or empty. */
export const url = (variable: string): Config.Config<string | undefined> =>
  Config.mapOrFail(
    optional(Config.string(variable), (value) => value === ""),
    (value) =>
      value === undefined
        ? Either.right(value)
        : Either.mapLeft(BaseUrl.parse(value), (problem) => ConfigError.InvalidData([variable], problem))
  )

/** An id that is sent as a header, or nothing when the variable is not set or empty. */
export const id = (variable: string): Config.Config<string | undefined> =>
  Config.mapOrFail(key(variable), (value) => {
    const id = value && Redacted.value(value)
    return refuse(variable, id, id && Id.headerProblem(id))
  })

const optional = <A>(config: Config.Config<A>, isEmpty: (value: A) => boolean): Config.Config<A | undefined> =>
  Config.map(Config.option(config), (value) => Option.getOrUndefined(Option.filter(value, (some) => !isEmpty(some))))

const refuse = <A>(
  variable: string,
  value: A,
  problem: string | undefined
): Either.Either<A, ConfigError.ConfigError> =>
  problem === undefined ? Either.right(value) : Either.left(ConfigError.InvalidData([variable], problem))

const visibleAscii = /^(?!["'`])[\x21-\x7e]+(?<!["'`])$/

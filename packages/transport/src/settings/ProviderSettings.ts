/** A provider's settings in the environment, checked before the first request. */
import { Id, Provider } from "@org/messages-core"
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Policy } from "../resilience/Policy.js"
import * as BaseUrl from "./BaseUrl.js"
import { policy } from "./PolicySettings.js"

/** The settings of one provider. */
export interface ProviderSettings {
  /** The key or token, sent as `Authorization: Bearer`. Without it every call fails with `NotConfigured`, unless the server needs none. */
  readonly apiKey?: Redacted.Redacted | undefined
  /** The base URL: everything before the provider's own path. The default is the provider's own service. */
  readonly url?: string | undefined
  /** Numbers of the policy that differ from the defaults. */
  readonly policy?: Partial<Policy> | undefined
}

/** Reads the variables that the provider's descriptor names, and those of the policy. A value that cannot be used is an error. */
export const of = (provider: Provider.Provider): Config.Config<ProviderSettings> => {
  const { variables } = Provider.descriptors[provider]
  return Config.all({ apiKey: key(variables.key), url: url(variables.url), policy })
}

/** A key; `undefined` if the variable is empty or not set. A key that no header can carry is an error that names only the variable. */
export const key = (variable: string): Config.Config<Redacted.Redacted | undefined> =>
  Config.mapOrFail(
    optional(Config.redacted(variable), (value) => Redacted.value(value) === ""),
    (value) => refuse(variable, value, value && credentialProblem(value))
  )

/** Why no header can carry a credential, or `undefined`. */
export const credentialProblem = (credential: Redacted.Redacted): string | undefined =>
  visibleAscii.test(Redacted.value(credential))
    ? undefined
    : "must be visible ASCII, without spaces, quotes or line breaks around it"

/** The base URL of a provider; `undefined` if the variable is empty or not set. */
export const url = (variable: string): Config.Config<string | undefined> =>
  Config.mapOrFail(
    optional(Config.string(variable), (value) => value === ""),
    (value) =>
      value === undefined
        ? Either.right(value)
        : Either.mapLeft(BaseUrl.parse(value), (problem) => ConfigError.InvalidData([variable], problem))
  )

/** An id that is sent as a header; `undefined` if the variable is empty or not set. */
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

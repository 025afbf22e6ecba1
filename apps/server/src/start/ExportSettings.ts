/** Reads the values of the settings of exports. */
import { Provider, Setting } from "@org/messages-core"
import * as Option from "effect/Option"

/** An address and a port. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** Requests a second, for each provider that has a limit. */
export type Rates = Readonly<Partial<Record<Provider.Provider, number>>>

/** An address and a port such as `10.0.0.5:9787`; an IPv6 address is in brackets. */
export const address: Setting.Parse<Address> = (text) => {
  const [, host = "", port = ""] = /^([\w.-]{1,253}|\[[\da-f:.]+\]):(\d{1,5})$/i.exec(text) ?? []
  return Option.map(Setting.integer(1, 65_535)(port), (port) => ({ host: host.replace(/^\[|\]$/g, ""), port }))
}

/** Rates such as `factory=20,honcho=5`. */
export const rates: Setting.Parse<Rates> = (text) =>
  Option.map(Option.all(text.split(",").map(rate)), (rates): Rates => Object.fromEntries(rates))

const rate = (text: string): Option.Option<readonly [Provider.Provider, number]> => {
  const [, name = "", number = ""] = /^\s*([a-z]+)\s*=\s*(\d{1,6}(?:\.\d{1,3})?)\s*$/.exec(text) ?? []
  return Provider.isProvider(name) && Number(number) > 0 ? Option.some([name, Number(number)]) : Option.none()
}

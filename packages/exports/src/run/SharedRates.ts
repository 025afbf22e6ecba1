/** The pace of providers, shared through the database. A pace belongs to a provider's URL, because another URL is another service. */
import type { Messages, Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import type { Options } from "../ExportsOptions.js"
import { type Database, unavailable } from "../store/Database.js"
import * as Rates from "../store/Rates.js"
import type { SharedPace } from "./Pace.js"

/** How far ahead a process reserves moments, in milliseconds. It must exceed the database's response time, or the rate would not be reached. */
const ahead = 200

/** The shared pace for the rates of `limits.requestsPerSecond`. */
export const make = (
  port: typeof Messages.Messages.Service,
  database: Database,
  { limits, settings }: Options
): Effect.Effect<SharedPace> =>
  Effect.map(
    Effect.orElseSucceed(port.providers, () => []),
    (availabilities) => {
      const urls = new Map(availabilities.map(({ provider, url }) => [provider, url]))
      const key = (provider: Provider.Provider) => `${provider} ${urls.get(provider) ?? ""}`
      const attempt = Effect.mapError(unavailable(settings.database))
      const rateOf = (provider: Provider.Provider) => limits?.requestsPerSecond?.[provider]
      return {
        atOnce: (provider) => {
          const rate = rateOf(provider)
          return rate === undefined ? undefined : Math.max(1, Math.floor((rate * ahead) / 1000))
        },
        wait: (provider) => {
          const rate = rateOf(provider)
          return attempt(Rates.wait(database, key(provider), rate === undefined ? undefined : 1000 / rate))
        },
        pause: (provider, milliseconds) => attempt(Rates.pause(database, key(provider), milliseconds))
      }
    }
  )

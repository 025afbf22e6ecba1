/** Providers as help lists them. */
import { Provider } from "@org/messages-core"
import * as Series from "./Series.js"

type Providers = ReadonlyArray<Provider.Provider>

export const titles = (providers: Providers): string =>
  Series.and(providers.map((provider) => Provider.providers[provider].title))

/** How their refs are written, one to a line. */
export const refs = (kind: "message" | "conversation", providers: Providers): string =>
  providers
    .map((provider) => {
      const { [kind]: path, query } = Provider.providers[provider]
      return `  ${provider}:${path}${query === undefined ? "" : `[?${query}=<id>]`}`
    })
    .join("\n")

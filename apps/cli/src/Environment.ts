/** What a person must know to let each provider be asked: the variables that are read, and where their values come from. */
import { Provider } from "@org/messages-core"

export interface Variables {
  readonly key: string
  readonly url: string
  /** What else is read. */
  readonly more: ReadonlyArray<string>
  /** Where the provider's paths begin: the URL is what stands before. */
  readonly path: string
  /** Where a person gets a key, as far as the provider's documentation says. */
  readonly keysFrom?: string
}

export const of: { readonly [P in Provider.Provider]: Variables } = {
  factory: {
    key: "FACTORY_API_KEY",
    url: "FACTORY_API_URL",
    more: [],
    path: "/api/v0",
    keysFrom: "app.factory.ai/settings/api-keys"
  },
  mielto: { key: "MIELTO_API_KEY", url: "MIELTO_API_URL", more: ["MIELTO_WORKSPACE_ID"], path: "/api/v1" },
  honcho: { key: "HONCHO_API_KEY", url: "HONCHO_URL", more: [], path: "/v3" },
  veryfront: {
    key: "VERYFRONT_API_TOKEN",
    url: "VERYFRONT_API_URL",
    more: [],
    path: "/conversations",
    keysFrom: "veryfront.com/account/api-keys"
  }
}

export const all: ReadonlyArray<Variables> = Provider.names.map((name) => of[name])

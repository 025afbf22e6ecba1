/** Loads the adapters of the providers that a program uses, and no other. */
import type { ProviderAdapter } from "@org/messages-normalization/ProviderAdapter"
import * as Redacted from "effect/Redacted"
import type { MieltoSettings, ProviderSettings } from "./ProviderSettings.js"

type Adapter = ProviderAdapter<unknown>

/** The adapters of the providers with settings. */
export const load = async ({
  factory,
  honcho,
  mielto,
  veryfront
}: ProviderSettings): Promise<ReadonlyArray<Adapter>> => {
  const adapters = await Promise.all([
    factory && import("./FactoryAdapter.js").then(({ make }) => make(optionsOf(factory))),
    mielto && import("./MieltoAdapter.js").then(({ make }) => make(optionsOf(mielto))),
    honcho && import("./HonchoAdapter.js").then(({ make }) => make(optionsOf(honcho))),
    veryfront && import("./VeryfrontAdapter.js").then(({ make }) => make(optionsOf(veryfront)))
  ])
  return adapters.filter((adapter) => adapter !== undefined)
}

const optionsOf = ({ apiKey, url, workspaceId }: MieltoSettings) => ({
  apiKey: apiKey === undefined ? undefined : Redacted.make(apiKey),
  url,
  workspaceId
})
